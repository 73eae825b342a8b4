"""On the way, start, ticks, finish: one press each."""

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lupaus.kernel.refused import Refused
from lupaus.scheduling import work
from lupaus.scheduling.models import Visit
from lupaus.sites.furniture.doors import Visit as Request
from lupaus.sites.furniture.fields import Words
from lupaus.sites.provider import found
from lupaus.sites.provider import visit as visit_page
from lupaus.sites.provider.cards import Card
from lupaus.sites.provider.found import work_door

_DONE: Final[dict[str, Words]] = {
    "travel": gettext_lazy("Asiakas näkee, että olet matkalla."),
    "start": gettext_lazy("Käynti alkoi. Työaika juoksee."),
    "finish": gettext_lazy("Käynti on valmis. Kiitos."),
}
"""By step: what is said once it is taken."""


@require_POST
@work_door
def steps(request: Request, visit_id: UUID) -> HttpResponse:
    """Take the step that was pressed; a step out of order changes nothing and says what comes next."""
    visit = found.visit(request, visit_id)
    step = request.POST.get("step", "")
    if step not in _DONE:
        return refused(request, visit_id, _("Valitse, mitä merkitset."))
    try:
        _take(step, visit, request)
    except Refused as no:
        return refused(request, visit_id, str(no))
    messages.success(request, str(_DONE[step]))
    return redirect("provider:visit", visit_id)


@require_POST
@work_door
def ticks(request: Request, visit_id: UUID) -> HttpResponse:
    """Tick or untick one add-on."""
    visit = found.visit(request, visit_id)
    line = next((each for each in visit.order.lines.all() if str(each.pk) == request.POST.get("line")), None)
    if line is None:
        return refused(request, visit_id, _("Työtä ei löydy tältä käynniltä. Katso lista uudelleen."))
    verb = work.tick if request.POST.get("done") == "yes" else work.untick
    try:
        verb(visit, line, by=request.actor, at=request.at)
    except Refused as no:
        return refused(request, visit_id, str(no))
    return redirect("provider:visit", visit_id)


def refused(request: Request, visit_id: UUID, sentence: str) -> HttpResponse:
    """Return the visit as it stands, with why nothing was done and the one step that can be taken."""
    card = Card(found.visit(request, visit_id), at=request.at)
    return visit_page.page(request, card, refusal=sentence, status=409)


def _take(step: str, visit: Visit, request: Request) -> None:
    by, at = request.actor, request.at
    if step == "finish":
        named = set(request.POST.getlist("undone"))
        undone = [line.pk for line in visit.order.lines.all() if str(line.pk) in named]
        work.finish(visit, by=by, at=at, undone=undone)
    elif step == "start":
        work.start(visit, by=by, at=at)
    else:
        work.travel(visit, by=by, at=at)
