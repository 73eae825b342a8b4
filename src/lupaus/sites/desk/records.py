"""The records beside the notice: each as a page, as CSV and as JSON."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from lupaus.privacy.notice import inputs
from lupaus.privacy.records.compiled import RECORDS
from lupaus.privacy.records.table import Table
from lupaus.sites.desk.entrance import officer_door
from lupaus.sites.furniture.doors import Visit
from lupaus.sites.staff.setup_imports import attachment


@officer_door
def record(request: Visit, code: str) -> HttpResponse:
    """Show one record, with links to the others and to its files."""
    table = _table(request, code)
    given = inputs.at(request.at)
    others = [(name, made(given).title) for name, made in RECORDS.items() if name != code]
    return render(request, "desk/record.html", {"table": table, "shown": table.block(), "code": code, "others": others})


@officer_door
def file(request: Visit, code: str, form: str) -> HttpResponse:
    """Give one record as a file."""
    table = _table(request, code)
    if form == "csv":
        return attachment(table.as_csv(), "text/csv; charset=utf-8", f"{code}.csv")
    if form == "json":
        return attachment(table.as_json(), "application/json", f"{code}.json")
    raise Http404


def _table(request: Visit, code: str) -> Table:
    if code not in RECORDS:
        raise Http404
    return RECORDS[code](inputs.at(request.at))
