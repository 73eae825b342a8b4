"""Partners: who receives personal data, what is red and since when, and naming one step by step."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as say
from django.views.decorators.http import require_POST

from lupaus.kernel import walltime
from lupaus.kernel.period import Period
from lupaus.kernel.refused import Refused
from lupaus.partners import assessments, countries, disclosures, papers, partners, queries, strictness
from lupaus.partners.models import Agreement, AgreementFile, Assessment, Partner
from lupaus.partners.questions import Answer, Question
from lupaus.promises import Category, Purpose, Role
from lupaus.providers import secrecy
from lupaus.sites.account.recency import again
from lupaus.sites.desk.entrance import officer_door
from lupaus.sites.desk.partner_forms import (
    AgreementForm,
    AssessmentForm,
    PaperForm,
    PartnerForm,
    PeriodForm,
    typed_again,
)
from lupaus.sites.furniture.doors import Visit, door
from lupaus.sites.furniture.forms import Form

both_door = door(Purpose.SECURITY, roles={Role.PRIVACY, Role.OWNER})
"""Also the owner: whoever assessed a partner does not approve it, and a company may have one officer only."""
USUAL = timedelta(days=30)
MORE_TIME = timedelta(days=7)


@both_door
def listed(request: Visit) -> HttpResponse:
    """Show the partners, the red ones first, and whether the strict mode is on."""
    found = sorted(queries.standings(request.at), key=lambda each: each.verdict.ok)
    firms = list(secrecy.firms())
    names = {
        "partners": found,
        "red": sum(not each.verdict.ok for each in found),
        "ended": queries.ended(request.at),
        "strict_since": queries.strict_since(request.at),
        "firms": len(firms),
        "bound": sum(firm.committed_until > request.at for firm in firms),
    }
    return _show(request, "desk/partners.html", names)


@both_door
def one(request: Visit, partner_id: UUID) -> HttpResponse:
    """Show one partner: what it is, what it lacks, what was agreed, how it was assessed, what it was before."""
    standing = queries.standing(_partner(partner_id), request.at)
    details = standing.details
    names = {
        "each": standing,
        "country": countries.name(details.country) if details.country else "",
        "decision": countries.adequacy(details.country, walltime.day_of(request.at)),
        "subprocessors": [(name, countries.name(code)) for name, code in details.subprocessors],
        "categories": [Category[code.upper()].say() for code in details.categories],
        "agreement": standing.papers.agreement(request.at),
        "filed": standing.papers.filed,
        "secrecy": standing.papers.secrecy(request.at),
        "assessments": [(row, _answered(row), row.made_by != request.actor.id) for row in standing.papers.assessments],
        "history": standing.partner.details.all(),
    }
    return _show(request, "desk/partner.html", names)


@officer_door
def new(request: Visit) -> HttpResponse:
    """Step one: who it is; nothing goes to it before the other steps."""
    form = PartnerForm(_sent(request), today=walltime.day_of(request.at))

    def save() -> HttpResponseRedirect:
        partner = partners.add(form.kind(), form.profile(), by=request.actor, at=request.at)
        return redirect("desk:partner_agreement", partner.pk)

    return _offer(request, form, save, title=say("Lisää kumppani"), button=say("Jatka sopimukseen"), step=1)


@officer_door
@again
def details(request: Visit, partner_id: UUID) -> HttpResponse:
    """Change what a partner is; what it was stays in the history."""
    partner = _partner(partner_id)
    now = queries.standing(partner, request.at).details
    form = PartnerForm(_sent(request), initial=typed_again(partner.recipient, now), today=walltime.day_of(request.at))
    form.fields.pop("recipient")
    form.kind = lambda: queries.standing(partner, request.at).recipient  # type: ignore[method-assign]  # it never changes

    def save() -> None:
        partners.change(partner, form.profile(), by=request.actor, at=request.at)

    return _offer(request, form, save, title=say("Muuta kumppanin tietoja"), button=say("Tallenna"), partner=partner)


@officer_door
@again
def agreement(request: Visit, partner_id: UUID) -> HttpResponse:
    """Step two: what was agreed in writing, the paper, and who promised secrecy."""
    partner = _partner(partner_id)
    today = walltime.day_of(request.at)
    form = AgreementForm(_sent(request), request.FILES or None, today=today)

    def save() -> HttpResponseRedirect | None:
        by, at = request.actor, request.at
        is_assessed = bool(queries.standing(partner, at).papers.assessments)
        papers.agree(
            partner, form.terms(), content=form.content(), given_by=form.cleaned_data["given_by"],
            secret_until=form.secrecy_ends(), by=by, at=at,
        )  # fmt: skip
        return None if is_assessed else redirect("desk:partner_assessment", partner.pk)

    title, button = say("Kirjallinen sopimus"), say("Tallenna sopimus")
    return _offer(request, form, save, title=title, button=button, partner=partner, step=2)


@officer_door
@again
def paper(request: Visit, agreement_id: UUID) -> HttpResponse:
    """Keep the signed paper of an agreement."""
    found = get_object_or_404(Agreement.objects.select_related("partner"), pk=agreement_id)
    form = PaperForm(_sent(request), request.FILES or None)

    def save() -> None:
        papers.attach(found, form.content(), by=request.actor, at=request.at)

    title, button = say("Allekirjoitettu sopimus"), say("Tallenna tiedosto")
    return _offer(request, form, save, title=title, button=button, partner=found.partner)


@officer_door
def paper_file(request: Visit, agreement_id: UUID) -> HttpResponse:
    """Give the signed paper; it is opened for this, and that is written down."""
    del request
    found = get_object_or_404(AgreementFile, agreement=agreement_id)
    ending = {"application/pdf": "pdf", "image/png": "png"}.get(found.mime, "jpg")
    answer = HttpResponse(found.content, content_type=found.mime)
    answer["Content-Disposition"] = f'attachment; filename="sopimus-{found.stored_at:%Y-%m-%d}.{ending}"'
    return answer


@require_POST
@officer_door
@again
def paper_removal(request: Visit, agreement_id: UUID) -> HttpResponse:
    """Remove the signed paper: the partner gets nothing from now on."""
    found = get_object_or_404(Agreement.objects.select_related("partner"), pk=agreement_id)
    return _do(request, lambda: papers.drop(found, by=request.actor, at=request.at), found.partner)


@require_POST
@officer_door
@again
def agreement_ending(request: Visit, agreement_id: UUID) -> HttpResponse:
    """End an agreement now."""
    found = get_object_or_404(Agreement.objects.select_related("partner"), pk=agreement_id)
    return _do(request, lambda: papers.end(found, by=request.actor, at=request.at), found.partner)


@officer_door
def assessment(request: Visit, partner_id: UUID) -> HttpResponse:
    """Step three: assess the partner; somebody else approves it."""
    partner = _partner(partner_id)
    today = walltime.day_of(request.at)
    form = AssessmentForm(_sent(request), initial={"review_on": today + timedelta(days=365)}, today=today)

    def save() -> None:
        given = form.cleaned_data
        evidence, review_on = given["rests_on"], given["review_on"]
        assessments.make(
            partner, form.answers(), evidence=evidence, review_on=review_on, by=request.actor, at=request.at
        )
        messages.success(request, say("Arviointi on tallennettu. Toisen pitää hyväksyä se."))

    title, button = say("Arvioi kumppani"), say("Tallenna arviointi")
    return _offer(request, form, save, title=title, button=button, partner=partner, step=3)


@require_POST
@both_door
@again
def approval(request: Visit, assessment_id: UUID) -> HttpResponse:
    """Approve an assessment that somebody else made."""
    found = get_object_or_404(Assessment.objects.select_related("partner"), pk=assessment_id)
    return _do(request, lambda: assessments.approve(found, by=request.actor, at=request.at), found.partner)


@require_POST
@officer_door
@again
def ending(request: Visit, partner_id: UUID) -> HttpResponse:
    """End the work with a partner."""
    partner = _partner(partner_id)
    return _do(request, lambda: partners.end(partner, by=request.actor, at=request.at), partner)


@require_POST
@officer_door
@again
def more_time(request: Visit, partner_id: UUID) -> HttpResponse:
    """Give a partner a week to have its papers filled in."""
    partner = _partner(partner_id)
    until = request.at + MORE_TIME
    return _do(request, lambda: partners.excuse(partner, until, by=request.actor, at=request.at), partner)


@require_POST
@officer_door
@again
def strict(request: Visit) -> HttpResponse:
    """Turn the strict mode on or off."""
    strictness.turn(on=request.POST.get("on") == "1", by=request.actor, at=request.at)
    return redirect("desk:partners")


@officer_door
def disclosed(request: Visit) -> HttpResponse:
    """Show how often each partner received data about how many people in a period: numbers, no people."""
    today = walltime.day_of(request.at)
    usual = {"from_on": today - USUAL, "last_on": today}
    form = PeriodForm(_sent(request), today=today, initial=usual)
    chosen = form.cleaned_data if form.is_bound and form.is_valid() else usual
    day = timedelta(days=1)
    period = Period(walltime.midnight(chosen["from_on"]), walltime.midnight(chosen["last_on"] + day))
    counts = disclosures.counts(period)
    rows = [(each, counts[each.partner.pk]) for each in queries.of(counts, request.at)]
    names = {"form": form, "rows": rows, "period": chosen}
    return render(request, "desk/disclosed.html", names, status=422 if form.errors else 200)


def _partner(partner_id: UUID) -> Partner:
    return get_object_or_404(Partner, pk=partner_id)


def _sent(request: Visit) -> Any:  # noqa: ANN401 -- what Django calls a query
    return request.POST if request.method == "POST" else None


def _show(request: Visit, template: str, names: dict[str, Any]) -> HttpResponse:  # Any: a template's names
    return render(request, template, names | {"may_change": request.actor.has(Role.PRIVACY)})


def _answered(row: Assessment) -> list[tuple[str, str]]:
    return [(str(Question(code).label), str(Answer(given).label)) for code, given in row.answers.items()]


def _offer(
    request: Visit,
    form: Form,
    act: Callable[[], HttpResponseRedirect | None],
    *,
    title: str,
    button: str,
    partner: Partner | None = None,
    step: int = 0,
) -> HttpResponse:
    back = reverse("desk:partner", args=[partner.pk]) if partner else reverse("desk:partners")
    if form.is_bound and form.is_valid():
        try:
            goal = act()
        except Refused as no:
            form.add_error(None, str(no))
        else:
            return goal or redirect(back)
    stages = [say("Kumppani"), say("Sopimus"), say("Arviointi")]
    names = {"form": form, "title": title, "button": button, "back": back, "step": step, "stages": stages}
    return render(request, "desk/partner_form.html", names, status=422 if form.is_bound else 200)


def _do(request: Visit, act: Callable[[], object], partner: Partner) -> HttpResponse:
    try:
        act()
    except Refused as no:
        messages.error(request, str(no))
    return redirect("desk:partner", partner.pk)
