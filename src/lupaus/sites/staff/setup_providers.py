"""The providers: who they are, what they can do, where and when."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from lupaus.catalogue import queries as catalogue
from lupaus.foundation import clock
from lupaus.promises import Purpose
from lupaus.providers import invitations, providers, queries, secrecy
from lupaus.providers.models import Provider
from lupaus.sites.furniture.doors import Visit, door
from lupaus.sites.furniture.forms import Form
from lupaus.sites.staff.setup_pages import OWNER, STAFF, Page, do, offer, sent, show
from lupaus.sites.staff.setup_provider_forms import AreasForm, HomeForm, HoursForm, PersonForm, SkillsForm


@dataclass(frozen=True, slots=True)
class State:
    """How far a provider is: a word, a tint and an icon."""

    word: str | Promise
    tint: str
    icon: str


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list of providers."""

    provider: Provider
    state: State
    skills: int
    areas: int
    days: int


LEFT = State(_("Lopettanut"), "", "pause")
SIGNED_IN = State(_("Tili avattu"), "ok", "check")
INVITED = State(_("Kutsuttu"), "info", "mail")
EXPIRED = State(_("Kutsu vanhentunut"), "warn", "alert")
NOT_INVITED = State(_("Ei kutsuttu"), "warn", "clock")


@door(Purpose.WORKFORCE, roles=STAFF)
def listed(request: Visit) -> HttpResponse:
    """List the providers, those who have left last."""
    now = clock.wall()
    rows = sorted((_row(each, now) for each in queries.everybody()), key=lambda row: not row.provider.is_active)
    return show(request, "staff/setup/providers.html", {"rows": rows})


@door(Purpose.WORKFORCE, roles=STAFF)
def provider(request: Visit, provider_id: UUID) -> HttpResponse:
    """Show a provider, with what is missing before they can be booked."""
    found = get_object_or_404(queries.everybody().prefetch_related("skills__service"), id=provider_id)
    names = {
        "provider": found,
        "state": state_of(found, clock.wall()),
        "leaves": queries.leaves_of(found, from_at=request.at),
        "skills": [skill.service for skill in found.skills.all()],
        "areas": [area.prefix for area in found.areas.all()],
        "hours": list(found.working_hours.all()),
        "secrecy": secrecy.of(found, at=request.at),
    }
    return show(request, "staff/setup/provider.html", names)


@door(Purpose.WORKFORCE, roles=OWNER)
def new(request: Visit) -> HttpResponse:
    """Take a provider on."""
    form = PersonForm(sent(request))
    page = Page(
        title=_("Uusi tekijä"),
        lead=_("Annat taidot, alueet ja työajat seuraavaksi. Kutsun voit lähettää heti."),
        button=_("Lisää tekijä"),
        back=reverse("staff:providers"),
    )

    def save() -> HttpResponseRedirect:
        made = providers.register(form.person(), by=request.actor, at=request.at)
        messages.success(request, say("Tekijä on lisätty."))
        return redirect("staff:providers_one", made.id)

    return offer(request, form, page, save)


@door(Purpose.WORKFORCE, roles=OWNER)
def person(request: Visit, provider_id: UUID) -> HttpResponse:
    """Change who a provider is."""
    found = get_object_or_404(Provider, id=provider_id)
    known = {name: getattr(found, name) for name in ("first_name", "last_name", "email", "phone")}
    form = PersonForm(sent(request), initial=known)
    lead = _("Kirjautumisosoite ei muutu tästä: tekijä vaihtaa sen itse.") if found.user_id else ""
    return _change(
        request,
        found,
        form,
        _("Yhteystiedot"),
        lambda: providers.change(found, form.person(), by=request.actor, at=request.at),
        lead,
    )


@door(Purpose.WORKFORCE, roles=OWNER)
def home(request: Visit, provider_id: UUID) -> HttpResponse:
    """Change where a provider's day begins."""
    found = get_object_or_404(Provider, id=provider_id)
    form = HomeForm(sent(request))
    return _change(
        request,
        found,
        form,
        _("Päivän alku"),
        lambda: providers.set_home(found, form.home(), by=request.actor, at=request.at),
        _("Suunnittelu laskee päivän ensimmäisen matkan tästä."),
    )


@door(Purpose.WORKFORCE, roles=OWNER)
def skills(request: Visit, provider_id: UUID) -> HttpResponse:
    """Change what a provider can do."""
    found = get_object_or_404(Provider, id=provider_id)
    known = {"services": [str(skill.service_id) for skill in found.skills.all()]}
    sold = [service for service in catalogue.all_services() if service.withdrawn_at is None]
    form = SkillsForm(sent(request), initial=known, sold=sold)
    return _change(
        request,
        found,
        form,
        _("Taidot"),
        lambda: providers.set_skills(found, form.chosen(), by=request.actor, at=request.at),
        _("Tekijälle tarjotaan vain näitä palveluja."),
    )


@door(Purpose.WORKFORCE, roles=OWNER)
def areas(request: Visit, provider_id: UUID) -> HttpResponse:
    """Change where a provider works."""
    found = get_object_or_404(Provider, id=provider_id)
    form = AreasForm(sent(request), initial={"areas": ", ".join(area.prefix for area in found.areas.all())})
    return _change(
        request,
        found,
        form,
        _("Alueet"),
        lambda: providers.set_areas(found, form.cleaned_data["areas"], by=request.actor, at=request.at),
    )


@door(Purpose.WORKFORCE, roles=OWNER)
def hours(request: Visit, provider_id: UUID) -> HttpResponse:
    """Change when a provider works."""
    found = get_object_or_404(Provider, id=provider_id)
    form = HoursForm(sent(request), week=found.working_hours.all())
    return _change(
        request,
        found,
        form,
        _("Työajat"),
        lambda: providers.set_hours(found, form.cleaned_data["shifts"], by=request.actor, at=request.at),
        _("Jätä päivä tyhjäksi, jos se on vapaa. Jo sovitut käynnit pysyvät."),
        template="staff/setup/working_hours.html",
    )


@require_POST
@door(Purpose.WORKFORCE, roles=OWNER)
def invitation(request: Visit, provider_id: UUID) -> HttpResponse:
    """Mail a provider a link to open an account."""
    found = get_object_or_404(Provider, id=provider_id)

    def act() -> None:
        invitations.invite(found, by=request.actor, at=request.at, now=clock.wall())
        messages.success(request, say("Kutsu on lähetetty. Linkki toimii 7 päivää."))

    return _back(request, found, act)


@require_POST
@door(Purpose.WORKFORCE, roles=OWNER)
def departure(request: Visit, provider_id: UUID) -> HttpResponse:
    """Let a provider go; the toast takes them back."""
    found = get_object_or_404(Provider, id=provider_id)
    undo = reverse("staff:providers_return", args=[found.id])

    def act() -> None:
        providers.let_go(found, by=request.actor, at=request.at)
        words = say("Tekijälle ei enää tarjota käyntejä. Siirrä sovitut käynnit toiselle.")
        messages.success(request, words, extra_tags=undo)

    return _back(request, found, act)


@require_POST
@door(Purpose.WORKFORCE, roles=OWNER)
def return_to_work(request: Visit, provider_id: UUID) -> HttpResponse:
    """Take a provider back who had left."""
    found = get_object_or_404(Provider, id=provider_id)

    def act() -> None:
        providers.take_back(found, by=request.actor, at=request.at)
        messages.success(request, say("Tekijä on taas käytettävissä."))

    return _back(request, found, act)


def state_of(provider: Provider, now: datetime) -> State:
    """Return how far a provider is; `now` is wall time, as links keep it."""
    if not provider.is_active:
        return LEFT
    if provider.user_id is not None:
        return SIGNED_IN
    newest = queries.newest_invitation(provider)
    if newest is None:
        return NOT_INVITED
    return INVITED if newest.expires_at > now else EXPIRED


def _row(provider: Provider, now: datetime) -> Row:
    days = {row.weekday for row in provider.working_hours.all()}
    skills, areas = len(provider.skills.all()), len(provider.areas.all())
    return Row(provider, state_of(provider, now), skills, areas, len(days))


def _change(
    request: Visit,
    found: Provider,
    form: Form,
    title: str | Promise,
    act: Callable[[], object],
    lead: str | Promise = "",
    template: str = "staff/setup/form.html",
) -> HttpResponse:
    back = reverse("staff:providers_one", args=[found.id])
    page = Page(title=title, lead=lead, button=_("Tallenna"), back=back)

    def save() -> None:
        act()
        messages.success(request, say("Tallennettu."))

    return offer(request, form, page, save, template=template)


def _back(request: Visit, found: Provider, act: Callable[[], None]) -> HttpResponse:
    goal = reverse("staff:providers_one", args=[found.id])
    return do(request, act, goal=goal)
