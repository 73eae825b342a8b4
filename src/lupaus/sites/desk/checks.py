"""What the running program finds when it checks itself, and whether the journal is still guarded."""

from typing import Final

from django.http import HttpResponse
from django.shortcuts import render

from lupaus.journal import integrity
from lupaus.privacy.checks import before_start
from lupaus.sites.desk.entrance import officer_door
from lupaus.sites.furniture.doors import Visit

GROWING: Final = (
    "journal_entry", "billing_invoice", "billing_invoicetax", "billing_invoicepaper", "billing_payment",
)  # fmt: skip
"""Tables that only grow: the journal, and what bookkeeping keeps."""


@officer_door
def checks(request: Visit) -> HttpResponse:
    """Run the checks that stop a start, here and now, and ask the database for its guards."""
    names = {"faults": before_start(), "guards": integrity.guards(GROWING), "extent": integrity.extent()}
    return render(request, "desk/checks.html", names)
