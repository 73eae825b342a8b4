"""The first page: how each promise stands on the running code, what is missing, and since when."""

from dataclasses import dataclass
from typing import Final

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as say

from lupaus.privacy.notice import kept
from lupaus.privacy.proof import rug, standing
from lupaus.privacy.proof.rows import ROWS
from lupaus.privacy.proof.rug import Strip
from lupaus.privacy.proof.standing import Standing
from lupaus.sites.desk.entrance import officer_door
from lupaus.sites.furniture.doors import Visit

KEPT: Final = frozenset({Strip.ENFORCED, Strip.EVIDENCED, Strip.DECLARED})


@dataclass(frozen=True, slots=True)
class Line:
    """One promise: its sentence, how it stands, and what says so."""

    sentence: str
    strip: Strip
    standing: Standing

    @property
    def tests(self) -> list[str]:
        """Return the modules that show it."""
        return self.standing.test.split()


@officer_door
def promises(request: Visit) -> HttpResponse:
    """Show the rug and the eighty promises, the broken ones first."""
    language = get_language() or "fi"
    found = standing.standings()
    woven = rug.of(found)
    lines = [
        Line(row.text.in_language(language), rug.strip_of(each), each) for row, each in zip(ROWS, found, strict=True)
    ]
    broken = [line for line in lines if line.strip is Strip.BROKEN]
    names = {
        "title": _title(len(broken), is_tested=bool(woven)),
        "rug": woven,
        "sums": [each for each in kept.sums(woven, language) if each.count],
        "last_run_at": max((each.ran_at for each in found if each.ran_at), default=None),
        "broken": broken,
        "partly": [line for line in lines if line.strip is Strip.PARTLY],
        "kept": [line for line in lines if line.strip in KEPT],
        "unproven": [line for line in lines if line.strip is Strip.NOT_YET and line.tests],
        "unbuilt": [line for line in lines if line.strip is Strip.NOT_YET and not line.tests],
    }
    return render(request, "desk/promises.html", names)


def _title(broken: int, *, is_tested: bool) -> str:
    if broken:
        return ngettext("%(count)s lupaus ei pidä nyt", "%(count)s lupausta ei pidä nyt", broken) % {"count": broken}
    return say("Yksikään lupaus ei ole rikki") if is_tested else say("Lupauksia ei ole testattu tällä versiolla")
