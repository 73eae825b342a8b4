"""E018 of transfers: "nothing leaves the EEA" beside a partner that is outside it. Both sentences are quoted."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from lupaus.partners import countries, queries
from lupaus.privacy import blockers
from lupaus.privacy.blockers import Blocker
from lupaus.privacy.notice import statements


def install() -> None:
    """Register the check; called when the room is ready."""
    blockers.register(contradiction)


def contradiction(at: datetime) -> Iterator[Blocker]:
    """While the strict mode is on, a partner with data outside the EEA contradicts what the notice says (S65, S75)."""
    if not queries.is_strict(at):
        return
    for each in queries.standings(at):
        if each.papers.is_outside(at):
            places = ", ".join(countries.name(place) for place in dict.fromkeys(each.papers.places()) if place)
            goes = statements.GOES.fi.format(partners=f"{each.details.name} ({places})")
            yield Blocker(
                "E018",
                ("recipients.transfers", f"recipients.{each.recipient.code}"),
                _("Nämä lauseet ovat ristiriidassa: ”%(stays)s” ja ”%(goes)s”")
                % {"stays": statements.STAYS.fi, "goes": goes},
                _("Päätä yhteistyö kumppanin kanssa tai salli siirto kohdassa Kumppanit."),
            )
