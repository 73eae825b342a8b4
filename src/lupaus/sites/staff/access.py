"""People and rights: who works in the office, with which role, since when, until when, and who approved it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from lupaus.accounts import grants, people, reviews, sessions
from lupaus.accounts.models import Grant, User
from lupaus.accounts.people import Colleague
from lupaus.foundation import clock
from lupaus.kernel import walltime
from lupaus.kernel.refused import Refused
from lupaus.promises import Purpose, Role
from lupaus.sites.account.recency import again
from lupaus.sites.furniture.doors import Visit, door
from lupaus.sites.staff.access_forms import OPENS, ROLES, ProposalForm, RoleForm
from lupaus.sites.staff.setup_pages import OWNER, Page, do, offer, sent


@dataclass(frozen=True, slots=True)
class Line:
    """One role as a line of a list: what it is, what it opens, who gave it."""

    grant: Grant
    role: str | Promise
    opens: str | Promise
    given: str


@door(Purpose.IDENTIFICATION, roles=OWNER)
def listed(request: Visit) -> HttpResponse:
    """Show who works in the office, and what waits for a decision."""
    everybody = people.colleagues(at=request.at, now=clock.wall())
    names = _names(everybody)
    due = set(reviews.due(request.at).values_list("pk", flat=True))
    shown = {
        "rows": [(each, _lines(each.grants, names)) for each in everybody if each.grants or each.waiting],
        "gone": [each for each in everybody if not each.grants and not each.waiting],
        "waiting": [(each, _line(grant, names)) for each in everybody for grant in each.waiting],
        "due": [(each, _line(grant, names)) for each in everybody for grant in each.grants if grant.pk in due],
        "alone": not grants.has_second_owner(),
    }
    return render(request, "staff/access/people.html", shown)


@door(Purpose.IDENTIFICATION, roles=OWNER)
@again
def new(request: Visit) -> HttpResponse:
    """Propose a role for somebody, who gets an account."""
    form = ProposalForm(sent(request), today=walltime.day_of(request.at))
    page = Page(title=_("Ehdota roolia"), lead=_lead(), button=_("Ehdota roolia"), back=reverse("staff:people"))

    def save() -> None:
        typed = form.cleaned_data
        asked = people.propose(typed["email"], typed["role"], by=request.actor, at=request.at, until=form.until())
        _tell(request, asked)

    return offer(request, form, page, save, template="staff/access/role_form.html")


@door(Purpose.IDENTIFICATION, roles=OWNER)
def person(request: Visit, user_id: UUID) -> HttpResponse:
    """Show one person: roles with who asked and who approved, signatures, sign-ins."""
    now = clock.wall()
    try:
        found = people.colleague(user_id, at=request.at, now=now)
    except User.DoesNotExist:
        raise Http404 from None
    names = _names(people.colleagues(at=request.at, now=now))
    shown = {
        "person": found,
        "lines": _lines(found.grants, names),
        "waiting": _lines(found.waiting, names),
        "past": _lines(found.past, names),
        "is_me": found.user.pk == request.actor.id,
    }
    return render(request, "staff/access/person.html", shown)


@door(Purpose.IDENTIFICATION, roles=OWNER)
@again
def role(request: Visit, user_id: UUID) -> HttpResponse:
    """Propose one more role for a person."""
    user = get_object_or_404(User.objects.filter(grants__isnull=False).distinct(), pk=user_id)
    form = RoleForm(sent(request), today=walltime.day_of(request.at))
    back = reverse("staff:people_one", args=[user.pk])
    page = Page(title=_("Ehdota roolia"), lead=_lead(), button=_("Ehdota roolia"), back=back)

    def save() -> None:
        typed = form.cleaned_data
        _tell(request, grants.propose(user, typed["role"], by=request.actor, at=request.at, until=form.until()))

    return offer(request, form, page, save, template="staff/access/role_form.html")


@require_POST
@door(Purpose.IDENTIFICATION, roles=OWNER)
@again
def approval(request: Visit, grant_id: UUID) -> HttpResponse:
    """Approve what another owner has proposed."""
    return _decide(request, grant_id, grants.approve, say("Rooli on hyväksytty ja voimassa."))


@require_POST
@door(Purpose.IDENTIFICATION, roles=OWNER)
@again
def refusal(request: Visit, grant_id: UUID) -> HttpResponse:
    """Decline a proposal, or take one's own back."""
    return _decide(request, grant_id, grants.decline, say("Ehdotus on hylätty."))


@require_POST
@door(Purpose.IDENTIFICATION, roles=OWNER)
@again
def ending(request: Visit, grant_id: UUID) -> HttpResponse:
    """End a role now."""
    return _decide(request, grant_id, grants.revoke, say("Rooli on päättynyt."))


@require_POST
@door(Purpose.IDENTIFICATION, roles=OWNER)
def review(request: Visit, grant_id: UUID) -> HttpResponse:
    """Note that a role is still needed."""
    return _decide(request, grant_id, reviews.confirm, say("Merkitsimme, että rooli tarvitaan edelleen."), to_list=True)


@require_POST
@door(Purpose.IDENTIFICATION, roles=OWNER)
@again
def sign_out(request: Visit, user_id: UUID) -> HttpResponse:
    """Sign a person out everywhere."""
    user = get_object_or_404(User.objects.filter(grants__isnull=False).distinct(), pk=user_id)

    def act() -> None:
        count = sessions.end_for(user, by=request.actor, at=request.at)
        messages.success(request, say("Kirjasimme hänet ulos (%(count)d).") % {"count": count})

    if user.pk == request.actor.id:
        return redirect("account_sessions")
    return do(request, act, goal=reverse("staff:people_one", args=[user.pk]))


def _decide(
    request: Visit, grant_id: UUID, act: Callable[..., object], words: str, *, to_list: bool = False
) -> HttpResponse:
    grant = get_object_or_404(Grant, pk=grant_id)
    try:
        act(grant, by=request.actor, at=request.at)
    except Refused as no:
        messages.error(request, str(no))
    else:
        messages.success(request, words)
    return redirect("staff:people") if to_list else redirect("staff:people_one", user_id=grant.user_id)


def _lines(found: Iterable[Grant], names: dict[UUID, str]) -> list[Line]:
    return [_line(grant, names) for grant in found]


def _line(grant: Grant, names: dict[UUID, str]) -> Line:
    role = Role(grant.role)
    words = {"asked": _name(grant.asked_by, names), "approved": _name(grant.approved_by, names)}
    if grant.asked_by is None:
        given = say("Annettiin asennuksen komennolla")
    elif grant.granted_from is None:
        given = say("Ehdotti %(asked)s") % words
    elif grant.approved_by is None:
        given = say("Antoi %(asked)s yksin, koska toista omistajaa ei ollut") % words
    else:
        given = say("Ehdotti %(asked)s, hyväksyi %(approved)s") % words
    return Line(grant, ROLES.get(role, role.value), OPENS.get(role, ""), given)


def _name(account: UUID | None, names: dict[UUID, str]) -> str:
    return names.get(account, say("joku, joka ei ole enää toimistossa")) if account else ""


def _names(everybody: list[Colleague]) -> dict[UUID, str]:
    return {each.user.pk: each.name for each in everybody}


def _lead() -> str:
    if grants.has_second_owner():
        return say("Rooli tulee voimaan, kun toinen omistaja hyväksyy sen.")
    return say(
        "Olet yrityksen ainoa omistaja, joten rooli tulee voimaan heti. Kun omistajia on kaksi, toinen hyväksyy."
    )


def _tell(request: Visit, asked: Grant) -> None:
    words = {"role": ROLES[Role(asked.role)]}
    if asked.granted_from is None:
        messages.success(
            request, say("Ehdotus on tallennettu. Rooli %(role)s odottaa toisen omistajan hyväksyntää.") % words
        )
    else:
        messages.success(request, say("Rooli %(role)s on voimassa.") % words)
