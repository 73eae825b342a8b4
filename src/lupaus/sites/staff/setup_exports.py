"""Take the register out as a table: which, why, in which form; then it is written down."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from lupaus.exchange import exports
from lupaus.exchange.exports import CSV, REASONS, XLSX
from lupaus.exchange.models import Export, Topic
from lupaus.kernel.refused import Refused
from lupaus.sites.account.recency import again
from lupaus.sites.furniture import choices
from lupaus.sites.furniture.doors import Visit
from lupaus.sites.furniture.forms import Form
from lupaus.sites.staff.setup_imports import attachment, import_door


class Taking(Form):
    """Which table is taken out, and why."""

    table = choices.OneOf(label=_("Mikä taulukko"), options=Topic.choices, missing=_("Valitse taulukko"), wide=True)
    reason = choices.OneOf(
        label=_("Mihin tarvitset sitä"),
        help_text=_("Syy ja aika näkyvät jokaiselle, jonka tietoja taulukossa on."),
        options=[(each.code, each.words) for each in REASONS],
        missing=_("Valitse, mihin tarvitset taulukkoa"),
        wide=True,
    )
    form = choices.OneOf(
        label=_("Muoto"),
        help_text=_("CSV-tiedostossa on vain ensimmäinen taulukko: asiakkaat ilman osoitteita."),
        options=((XLSX, _("Excel")), (CSV, _("CSV"))),
        initial=XLSX,
        missing=_("Valitse muoto"),
    )


@import_door
@again
def listed(request: Visit) -> HttpResponse:
    """Ask which table and why, and give it out; show what was taken out before."""
    form = Taking(request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            file = exports.take_out(Topic(said["table"]), said["reason"], said["form"], by=request.actor, at=request.at)
        except Refused as no:
            form.add_error("reason", str(no))
        else:
            return attachment(file.content, file.type, file.name)
    rows = [(row, exports.words_of(row.reason)) for row in Export.objects.all()[:50]]
    return render(
        request, "staff/setup/exports.html", {"form": form, "rows": rows}, status=422 if form.is_bound else 200
    )
