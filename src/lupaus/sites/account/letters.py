"""What is written to people about signing in and about changes to their account."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lupaus.accounts import devices
from lupaus.communication import kinds
from lupaus.communication.kinds import MessageKind, MessageType
from lupaus.communication.letters import Button, Code, Facts, Letter, Words
from lupaus.kernel import spoken

type Context = Mapping[str, Any]  # Any: as allauth gives it


def _secret(name: str, says: object) -> MessageKind:
    return kinds.register(MessageKind(f"accounts.{name}", MessageType.SERVICE, says, keep_days=1, is_secret=True))


def _notice(name: str, says: object) -> MessageKind:
    return kinds.register(MessageKind(f"accounts.{name}", MessageType.SERVICE, says, keep_days=90))


LOGIN_CODE = _secret("login_code", gettext_lazy("Kirjautumiskoodi"))
ADDRESS_CODE = _secret("address_code", gettext_lazy("Uuden osoitteen vahvistuskoodi"))
PASSWORD_CODE = _secret("password_code", gettext_lazy("Koodi salasanan vaihtoon"))
REAUTHENTICATION_CODE = _secret("reauthentication_code", gettext_lazy("Varmistuskoodi"))
REAUTHENTICATION = (
    gettext_lazy("Varmistuskoodisi"),
    gettext_lazy("Varmista tällä koodilla, että olet edelleen sinä:"),
)
CHANGED = _notice("changed", gettext_lazy("Tilin muutos"))


def letter_for(template_prefix: str, context: Context) -> tuple[MessageKind, Letter]:
    """Return the kind and the letter that stand for one of allauth's mail templates.

    Raises:
        KeyError: allauth sends a mail that we have no words for; a defect that a test looks for.
    """
    name = template_prefix.rpartition("/")[2].removesuffix("_signup")
    if name in _CODES:
        kind, subject, words = _CODES[name]
        return kind, code_letter(subject, words, str(context["code"]))
    return CHANGED, _change(str(_CHANGES[name]), context)


def code_letter(subject: object, words: object, code: str) -> Letter:
    """Return a letter with one code."""
    return Letter(
        str(subject),
        (
            Words(str(words)),
            Code(code),
            Words(_("Koodi toimii 10 minuuttia ja yhden kerran. Älä anna sitä kenellekään, emme kysy sitä koskaan.")),
            Words(_("Jos et pyytänyt koodia, sinun ei tarvitse tehdä mitään.")),
        ),
    )


def new_device(browser: str, at: datetime) -> Letter:
    """Return the letter about a sign-in with a browser that the account was not used with before."""
    return Letter(
        _("Tilillesi kirjauduttiin uudella laitteella"),
        (
            Words(_("Tilillesi kirjauduttiin selaimella, jota et ole käyttänyt ennen.")),
            Facts(((_("Selain"), browser or _("Tuntematon selain")), (_("Aika"), spoken.when(at, now=at, year=True)))),
            Words(_("Jos se olit sinä, kaikki on kunnossa. Jos et, lopeta kirjautuminen heti.")),
            Button(_("Katso kirjautumiset"), "/account/sessions/"),
        ),
    )


def _change(words: str, context: Context) -> Letter:
    browser = devices.browser_of(str(context.get("user_agent", "")))
    facts = (Facts(((_("Selain"), browser),)),) if browser else ()
    return Letter(
        _("Tiliisi tehtiin muutos"),
        (
            Words(words),
            *facts,
            Words(_("Jos teit tämän itse, kaikki on kunnossa. Jos et, katso heti, missä olet kirjautuneena.")),
            Button(_("Katso kirjautumiset"), "/account/sessions/"),
        ),
    )


_CODES: Mapping[str, tuple[MessageKind, object, object]] = {
    "login_code": (LOGIN_CODE, gettext_lazy("Kirjautumiskoodisi"), gettext_lazy("Kirjaudu sisään tällä koodilla:")),
    "email_confirmation": (
        ADDRESS_CODE,
        gettext_lazy("Vahvista sähköpostiosoitteesi"),
        gettext_lazy("Vahvista osoitteesi tällä koodilla:"),
    ),
    "password_reset_code": (
        PASSWORD_CODE,
        gettext_lazy("Koodi salasanan vaihtoon"),
        gettext_lazy("Valitse uusi salasana tällä koodilla:"),
    ),
}

_CHANGES: Mapping[str, object] = {
    "password_changed": gettext_lazy("Salasanasi vaihdettiin."),
    "password_set": gettext_lazy("Tilillesi asetettiin salasana."),
    "password_reset": gettext_lazy("Salasanasi vaihdettiin sähköpostiin lähetetyllä koodilla."),
    "email_changed": gettext_lazy("Tilisi sähköpostiosoite vaihdettiin. Kirjaudut tästä lähtien uudella osoitteella."),
    "totp_activated": gettext_lazy("Otit käyttöön tunnistautumissovelluksen."),
    "totp_deactivated": gettext_lazy("Poistit tunnistautumissovelluksen käytöstä."),
    "recovery_codes_generated": gettext_lazy("Teit uudet varakoodit. Vanhat eivät enää toimi."),
    "webauthn_added": gettext_lazy("Lisäsit pääsyavaimen."),
    "webauthn_removed": gettext_lazy("Poistit pääsyavaimen."),
}
