"""Bring an earlier register in: choose a file, see what would be made and what to mend, bring it in, take it back."""

from collections.abc import Callable
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as say
from django.views.decorators.http import require_POST

from lupaus.exchange import imports, progress, templates, undoing
from lupaus.exchange.kinds import COLUMNS, FILES, NAMES, Kind
from lupaus.exchange.models import Import, State
from lupaus.kernel.money import Money
from lupaus.kernel.refused import Refused
from lupaus.promises import Purpose
from lupaus.sites.account.recency import again
from lupaus.sites.furniture.doors import Visit, door
from lupaus.sites.staff.setup_import_forms import FileForm
from lupaus.sites.staff.setup_pages import OWNER, do

import_door = door(Purpose.CUSTOMER_CARE, roles=OWNER)
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_A_PAGE: Final = 50
_WORDS: Final = (
    ("customers", "asiakasta"), ("addresses", "osoitetta"), ("series", "sarjaa"), ("invoices", "avointa laskua"),
)  # fmt: skip
_UNDER_WAY: Final = (State.RECEIVED, State.BEGUN)


@import_door
@again
def listed(request: Visit) -> HttpResponse:
    """Take a file, and show those of late."""
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if form.is_bound and form.is_valid():
        name, content = form.chosen()
        try:
            row = imports.receive(name, content, by=request.actor, at=request.at)
            imports.check_soon(row, by=request.actor, at=request.at)
        except Refused as no:
            form.add_error("file", str(no))
        else:
            return redirect("staff:import", row.pk)
    kinds = [(NAMES[kind], FILES[kind], COLUMNS[kind]) for kind in Kind]
    names = {"form": form, "rows": list(imports.newest()), "kinds": kinds, "workbook": templates.WORKBOOK}
    return render(request, "staff/setup/imports.html", names, status=422 if form.is_bound else 200)


@import_door
def template(request: Visit, name: str) -> HttpResponse:  # noqa: ARG001 -- a view takes its request
    """Give out a file to fill in."""
    if name == templates.WORKBOOK:
        return attachment(templates.workbook(), XLSX, "tuonti.xlsx")
    if name not in templates.BY_NAME:
        raise Http404
    return attachment(templates.csv_of(templates.BY_NAME[name]), "text/csv; charset=utf-8", f"{name}.csv")


@import_door
def one(request: Visit, import_id: UUID) -> HttpResponse:
    """Show what a file would make and what to mend, how far it has come, or what it has made."""
    row = _found(import_id)
    found = imports.faults(row)
    counts = (row.report or {}).get("counts") or row.made
    names = {
        "row": row,
        "page": Paginator(found, _A_PAGE).get_page(request.GET.get("page")),
        "hints": sum(fault.is_hint for fault in found),
        "notes": (row.report or {}).get("notes", ()),
        "counts": [(counts.get(key, 0), words) for key, words in _WORDS if counts.get(key)],
        "owed": Money(counts.get("owed_cents", 0)),
        "progress": progress.seen(row.pk) if row.state == State.BEGUN else None,
        "may_undo": imports.may_undo(row, at=request.at),
        "until": (row.written_at or row.received_at) + imports.LIFE,
        "blockers": undoing.blockers(row) if imports.may_undo(row, at=request.at) else (),
    }
    answer = render(request, "staff/setup/import.html", names)
    if row.state in _UNDER_WAY:
        answer["Refresh"] = "5"
    return answer


@require_POST
@import_door
@again
def writing(request: Visit, import_id: UUID) -> HttpResponse:
    """Bring in what was checked: all of it or nothing."""
    row = _found(import_id)

    def act() -> None:
        done = imports.write_soon(row, by=request.actor, at=request.at)
        if done.state == State.WRITTEN:
            messages.success(request, say("Kaikki rivit on tuotu."))

    return _do(request, row, act)


@require_POST
@import_door
def removal(request: Visit, import_id: UUID) -> HttpResponse:
    """Throw a file away that has not been brought in."""
    row = _found(import_id)

    def act() -> None:
        imports.discard(row, by=request.actor, at=request.at)
        messages.success(request, say("Tiedosto on poistettu. Mitään ei tuotu."))

    return do(request, act, goal=reverse("staff:imports"))


@require_POST
@import_door
@again
def undo(request: Visit, import_id: UUID) -> HttpResponse:
    """Take back everything that a file made."""
    row = _found(import_id)

    def act() -> None:
        imports.undo(row, by=request.actor, at=request.at)
        messages.success(request, say("Tuonti on kumottu. Siitä ei jäänyt mitään rekisteriin."))

    return _do(request, row, act)


def attachment(content: bytes, kind: str, name: str) -> HttpResponse:
    """Return a file that is saved under a plain name of ours."""
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _found(import_id: UUID) -> Import:
    row = imports.one(import_id)
    if row is None:
        raise Http404
    return row


def _do(request: Visit, row: Import, act: Callable[[], object]) -> HttpResponse:
    return do(request, act, goal=reverse("staff:import", args=[row.pk]))
