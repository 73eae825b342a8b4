"""The first page: what does not hold now and since when, how each promise stands, what is missing."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as say
from django.views.decorators.http import require_POST

from lupaus.kernel.refused import Refused
from lupaus.privacy import live
from lupaus.privacy.live import attestations
from lupaus.privacy.live.attestations import Matter
from lupaus.privacy.models import Attestation, Defect
from lupaus.privacy.notice import kept
from lupaus.privacy.proof.now import Line as Stands
from lupaus.privacy.proof.now import now
from lupaus.privacy.proof.rug import Strip
from lupaus.privacy.proof.standing import Standing
from lupaus.sites.desk.entrance import officer_door
from lupaus.sites.furniture import errors
from lupaus.sites.furniture.doors import Visit

KEPT: Final = frozenset({Strip.ENFORCED, Strip.EVIDENCED, Strip.DECLARED})


@dataclass(frozen=True, slots=True)
class Line:
    """One promise: its sentence, how it stands, and what says so. `defects` are what the live checks found."""

    sentence: str
    stands: Stands
    defects: list[Defect]

    @property
    def strip(self) -> Strip:
        """Return how it stands."""
        return self.stands.strip

    @property
    def standing(self) -> Standing:
        """Return what the tests showed."""
        return self.stands.standing

    @property
    def tests(self) -> list[str]:
        """Return the modules that show it."""
        return self.standing.test.split()

    @property
    def mends(self) -> list[str]:
        """Return what to do about it, one sentence for each check."""
        return list(dict.fromkeys(live.CHECKS[defect.code].mend for defect in self.defects))


@dataclass(frozen=True, slots=True)
class Vouched:
    """One matter that people vouch for, and how it stands."""

    matter: Matter
    given: Attestation | None
    is_overdue: bool


@officer_door
def promises(request: Visit) -> HttpResponse:
    """Show what is red, the rug and the eighty promises."""
    language = get_language() or "fi"
    stand = now(request.at)
    lines = [Line(each.row.text.in_language(language), each, stand.live.of_row(each.row.name)) for each in stand.lines]
    order = {each.row.name: place for place, each in enumerate(stand.red)}
    broken = sorted((line for line in lines if line.stands.is_red), key=lambda line: order[line.stands.row.name])
    names = {
        "title": _title(len(broken), is_tested=stand.is_tested),
        "rug": stand.rug,
        "sums": [each for each in kept.sums(stand.rug, language) if each.count],
        "last_run_at": stand.tested_at,
        "checked_at": stand.live.last_ran_at,
        "broken": broken,
        "partly": [line for line in lines if line.strip is Strip.PARTLY],
        "kept": [line for line in lines if line.strip in KEPT],
        "unproven": [line for line in lines if line.strip is Strip.NOT_YET and line.tests],
        "unbuilt": [line for line in lines if line.strip is Strip.NOT_YET and not line.tests],
        "vouched": _vouched(request),
    }
    return render(request, "desk/promises.html", names)


@require_POST
@officer_door
def check(request: Visit) -> HttpResponse:
    """Run every live check now."""
    if not ratelimit.consume(request, action="check_promises"):
        return errors.answer(request, HTTPStatus.TOO_MANY_REQUESTS)
    found = live.run_all(at=request.at)
    red = len({row for defect in found for row in defect.rows})
    messages.success(
        request,
        ngettext("Tarkistettu: %(count)s lupaus ei pidä", "Tarkistettu: %(count)s lupausta ei pidä", red)
        % {"count": red}
        if red
        else say("Tarkistettu: mikään ei ole lupauksia vastaan"),
    )
    return redirect("desk:promises")


@require_POST
@officer_door
def attest(request: Visit, code: str) -> HttpResponse:
    """Record that the officer vouches for a matter today."""
    try:
        attestations.attest(code, by=request.actor, at=request.at)
    except Refused as no:
        messages.error(request, str(no))
    else:
        live.run(attestations.CHECK.code, at=request.at)
        messages.success(request, say("Vakuutus on kirjattu"))
    return redirect("desk:promises")


def _vouched(request: Visit) -> list[Vouched]:
    newest = attestations.newest()
    return [
        Vouched(matter, given := newest.get(code), given is not None and given.due_at <= request.at)
        for code, matter in attestations.MATTERS.items()
    ]


def _title(broken: int, *, is_tested: bool) -> str:
    if broken:
        return ngettext("%(count)s lupaus ei pidä nyt", "%(count)s lupausta ei pidä nyt", broken) % {"count": broken}
    return say("Yksikään lupaus ei ole rikki") if is_tested else say("Lupauksia ei ole testattu tällä versiolla")
