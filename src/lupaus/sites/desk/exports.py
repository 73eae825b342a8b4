"""Which tables were taken out of the registers, when and why."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from lupaus.exchange import exports as of_exchange
from lupaus.exchange.models import Export
from lupaus.sites.desk.entrance import officer_door
from lupaus.sites.furniture.doors import Visit


@officer_door
def exports(request: Visit) -> HttpResponse:
    """List what was taken out, newest first; never the table itself, which is not kept."""
    page = Paginator(Export.objects.all(), 50).get_page(request.GET.get("page"))
    rows = [(row, of_exchange.words_of(row.reason)) for row in page.object_list]
    return render(request, "desk/exports.html", {"page": page, "rows": rows})
