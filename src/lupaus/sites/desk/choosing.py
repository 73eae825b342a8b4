"""What is chosen at the desk within what the program declares: the contact, purposes, periods."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from lupaus.privacy import policy
from lupaus.privacy.notice import inputs
from lupaus.promises import Purpose
from lupaus.sites.account.recency import again
from lupaus.sites.desk.entrance import officer_door
from lupaus.sites.furniture import amounts, choices, fields
from lupaus.sites.furniture.doors import Visit
from lupaus.sites.furniture.forms import Form
from lupaus.sites.staff.setup_pages import Page, offer, sent


class ContactForm(Form):
    """Who answers in register matters; empty: nobody for now."""

    role = fields.Line(
        label=_("Kuka hoitaa rekisteriasioita?"),
        longest=policy.LONGEST_ROLE,
        required=False,
        help_text=_("Kerro tehtävä, ei nimeä. Jos jätät molemmat tyhjiksi, uutta versiota ei voi julkaista."),
    )
    email = fields.Email(label=_("Sähköposti rekisteriasioihin"), required=False)


class PurposeForm(Form):
    """Whether a purpose is used."""

    used = choices.OneOf(
        label=_("Käytetäänkö?"),
        options=(("yes", _("Kyllä")), ("no", _("Ei: emme kerää tietoja tähän"))),
        missing=_("Valitse, käytetäänkö"),
        wide=True,
    )


class PeriodForm(Form):
    """For how many days."""

    days = amounts.Whole(
        label=_("Vuorokausia"),
        least=policy.SHORTEST_DAYS,
        most=366,
        missing=_("Anna vuorokausien määrä, esimerkiksi 180"),
    )


@officer_door
def chosen(request: Visit) -> HttpResponse:
    """Show what can be chosen, and what is."""
    found = policy.choices(request.at)
    held = policy.chosen(found)
    names = {
        "contact": inputs.at(request.at).contact,
        "purposes": [(purpose, purpose not in held.unused) for purpose in policy.PURPOSES],
        "periods": [(ground, _days(ground.code, request), policy.most_days(ground)) for ground in policy.choosable()],
    }
    return render(request, "desk/chosen.html", names)


@officer_door
@again
def contact(request: Visit) -> HttpResponse:
    """Name who answers, or leave the post vacant."""
    now = inputs.at(request.at).contact
    form = ContactForm(sent(request), initial={"role": now.role, "email": now.email} if now else None)

    def act() -> None:
        said = form.cleaned_data
        policy.name_contact(said["role"] or "", said["email"] or "", by=request.actor, at=request.at)

    return _offer(request, form, say("Rekisteriasioiden hoitaja"), act)


@officer_door
@again
def purpose(request: Visit, code: str) -> HttpResponse:
    """Take a purpose into use, or leave it unused."""
    wanted = next((each for each in policy.PURPOSES if each.code == code), None)
    if wanted is None:
        raise Http404
    form = PurposeForm(sent(request), initial={"used": "yes" if policy.is_used(wanted, request.at) else "no"})

    def act() -> None:
        policy.use(wanted, used=form.cleaned_data["used"] == "yes", by=request.actor, at=request.at)

    return _offer(request, form, _named(wanted), act)


@officer_door
@again
def period(request: Visit, code: str) -> HttpResponse:
    """Keep data for a shorter time than declared."""
    ground = next((each for each in policy.choosable() if each.code == code), None)
    if ground is None:
        raise Http404
    form = PeriodForm(sent(request), initial={"days": _days(code, request)})

    def act() -> None:
        policy.keep(code, form.cleaned_data["days"], by=request.actor, at=request.at)

    return _offer(request, form, ground.why.fi, act)


def _offer(request: Visit, form: Form, title: str, act: Callable[[], None]) -> HttpResponse:
    page = Page(
        title=title,
        lead=_("Valinta tulee voimaan heti. Selosteeseen se tulee, kun julkaiset uuden version."),
        button=_("Tallenna valinta"),
        back=reverse("desk:chosen"),
    )

    def save() -> None:
        act()
        messages.success(request, say("Valinta on tallennettu. Julkaise seuraavaksi uusi versio."))

    return offer(request, form, page, save, template="desk/form.html")


def _days(code: str, request: Visit) -> int:
    ground = next(each for each in policy.choosable() if each.code == code)
    return policy.kept_days(code, request.at) or policy.most_days(ground)


def _named(wanted: Purpose) -> str:
    return wanted.say("fi").capitalize()
