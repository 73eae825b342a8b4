"""Tell people whom a customer has told us of that we hold their data: once, at each address they are reached at.

Called by jobs. Source: GDPR art. 14(1)–(3).
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from lupaus.care import tasks
from lupaus.communication import kinds, messages, rendering
from lupaus.communication.addresses import writing_to
from lupaus.communication.kinds import MessageKind, MessageType
from lupaus.communication.letters import Button, Facts, Items, Letter, Part, Words
from lupaus.company import queries as company
from lupaus.kernel import walltime
from lupaus.promises import Actor, After
from lupaus.register import informing
from lupaus.register.informing import Person
from lupaus.register.models import (
    BillingParty,
    Channel,
    CompanyUser,
    ContactPerson,
    Customer,
    NextOfKin,
    Representative,
)

INFORMED = kinds.register(MessageKind("register.informed", MessageType.SERVICE, says=_("Tieto henkilötiedoista")))
NOTICE: Final = {"fi": "/tietosuoja", "sv": "/dataskydd", "en": "/privacy"}
BY_PHONE: Final = timedelta(days=14)
"""By when the office tells those whom only a landline reaches; the law gives a month."""
SAID: Final[dict[type[Person], str | Promise]] = {
    CompanyUser: _("%(customer)s on lisännyt sinut käyttäjäksi, joka voi tilata meiltä yrityksen puolesta."),
    ContactPerson: _("%(customer)s on ilmoittanut meille, että olet yhteyshenkilö."),
    NextOfKin: _("%(customer)s on pyytänyt, että soitamme sinulle, jos emme saa häntä kiinni."),
    Representative: _("%(customer)s on ilmoittanut meille, että hoidat hänen asioitaan valtakirjalla."),
    BillingParty: _("%(customer)s on ilmoittanut, että maksat hänen tilaamansa palvelun."),
}
"""By what somebody is to the customer: how we came to know of them."""
HELD: Final[dict[type[Person], str | Promise]] = {
    BillingParty: _("Nimesi, laskutusosoitteesi ja sähköpostisi"),
}


def inform(*, linked_id: UUID, by: Actor, at: datetime) -> None:
    """Tell somebody, unless the link has ended meanwhile or they were told at this very address before."""
    who = informing.person(linked_id)
    found = informing.channel_of(who) if who is not None else None
    if who is None or found is None or company.profile_or_none(at) is None:
        return
    channel, address = found
    if informing.note(who, channel, address, at=at) is None:
        return
    with writing_to(who.subject_id):
        _TELL[channel](who, address, by, at)


def _by_mail(who: Person, address: str, by: Actor, at: datetime) -> None:
    letter = Letter(say("Sinun tietojasi on meillä"), _parts(who, at))
    messages.send(INFORMED, letter, to=who.subject_id, address=address, by=by, at=at)


def _by_text(who: Person, number: str, by: Actor, at: datetime) -> None:
    words = say("%(said)s Miksi, kuinka kauan ja mitä oikeuksia sinulla on: %(link)s")
    link = rendering.absolute(_notice())
    messages.text(INFORMED, words % {"said": _said(who), "link": link}, to=who.subject_id, number=number, by=by, at=at)


def _by_phone(who: Person, number: str, by: Actor, at: datetime) -> None:
    del number
    words = "Soita yhteyshenkilölle ja kerro, että hänen tietonsa ovat meillä: mistä, miksi, kuinka kauan, oikeudet."
    tasks.begin(who.customer, words, due_on=walltime.day_of(at + BY_PHONE), by=by, at=at)


_TELL: Final[dict[Channel, Callable[[Person, str, Actor, datetime], None]]] = {
    Channel.EMAIL: _by_mail,
    Channel.SMS: _by_text,
    Channel.TASK: _by_phone,
}


def _parts(who: Person, at: datetime) -> tuple[Part, ...]:
    profile, holds = company.profile(at), type(who).holds
    language = get_language() or "fi"
    purposes = ", ".join(purpose.say(language) for purpose in holds.purposes)
    basis = holds.basis.say(language) if holds.basis else ""
    recipients = ", ".join(recipient.say(language) for recipient in holds.recipients)
    return (
        Words(_said(who)),
        Facts(
            (
                (say("Mitä meillä on"), str(HELD.get(type(who), say("Nimesi, sähköpostisi ja puhelinnumerosi")))),
                (say("Mistä saimme ne"), _name_of(who.customer)),
                (say("Miksi"), purposes),
                (say("Peruste"), basis),
                (say("Kuinka kauan"), _how_long(holds.retention, language)),
                (say("Kenelle tietoja annetaan"), recipients),
                (say("Rekisterinpitäjä"), f"{profile.name}, {profile.street}, {profile.postcode} {profile.city}"),
                (say("Rekisteriasiat"), profile.register_email),
            )
        ),
        Words(say("Oikeutesi:")),
        Items(
            (
                say("saat tietosi itsellesi ja voit pyytää niiden korjaamista, poistamista tai käytön rajoittamista"),
                say("voit vastustaa tietojesi käyttöä: kerro meille, niin poistamme sinut asiakkaan tiedoista"),
                say("voit valittaa tietosuojavaltuutetulle, tietosuoja.fi"),
            )
        ),
        *_how_to_sign_in(who),
        Button(say("Lue tietosuojaseloste"), _notice()),
    )


def _how_to_sign_in(who: Person) -> tuple[Part, ...]:
    if isinstance(who, CompanyUser):
        return (Words(say("Kirjaudu tällä sähköpostiosoitteella omille sivuillesi. Saat koodin sähköpostiin.")),)
    if isinstance(who, BillingParty):
        return (Words(say("Laskut ja vähennysarvion näet, kun kirjaudut tällä sähköpostiosoitteella.")),)
    return ()


def _said(who: Person) -> str:
    return str(SAID[type(who)]) % {"customer": _name_of(who.customer)}


def _name_of(customer: Customer) -> str:
    return str(customer.company_name or f"{customer.first_name} {customer.last_name}")


def _how_long(after: After | None, language: str) -> str:
    if after is None:
        return ""
    years = ngettext("%(n)d vuosi", "%(n)d vuotta", after.years) % {"n": after.years}
    days = ngettext("%(n)d päivä", "%(n)d päivää", after.days) % {"n": after.days}
    return f"{years if after.years else days} {after.trigger.say(language)}"


def _notice() -> str:
    return NOTICE.get(get_language() or "fi", NOTICE["fi"])
