"""What in our own notice stands in the way of publishing it: gaps, languages that differ, what the linter finds."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import lru_cache

from django.utils.translation import gettext as _

from lupaus.kernel import walltime
from lupaus.privacy import blockers
from lupaus.privacy.blockers import Blocker
from lupaus.privacy.linter import linter
from lupaus.privacy.linter.finding import Finding
from lupaus.privacy.linter.reading import text_of
from lupaus.privacy.notice import completeness, fingerprint, inputs, markdown
from lupaus.privacy.notice.fingerprint import Documents


def install() -> None:
    """Register what this module looks for; called when the room is ready."""
    for check in (no_company, no_contact, gaps, languages, lint):
        blockers.register(check)


def no_company(at: datetime) -> Iterator[Blocker]:
    """Nobody is responsible until the company has said who it is."""
    if inputs.at(at).profile is None:
        yield Blocker(
            "company", ("controller.missing",), _("Rekisterinpitäjä puuttuu."),
            _("Omistaja antaa yrityksen tiedot asetuksissa."),
        )  # fmt: skip


def no_contact(at: datetime) -> Iterator[Blocker]:
    """Nobody answers in register matters."""
    given = inputs.at(at)
    if given.profile is not None and given.contact is None:
        yield Blocker(
            "contact", ("controller.contact",), _("Rekisteriasioiden hoitaja puuttuu."),
            _("Nimeä hoitajan rooli ja osoite kohdassa Valinnat."),
        )  # fmt: skip


def gaps(at: datetime) -> Iterator[Blocker]:
    """E017: something that art. 13 or 14 asks for is not said."""
    given = inputs.at(at)
    if given.profile is None or given.contact is None:
        return
    for item in completeness.missing(_running(at)[0]):
        text = _("Selosteesta puuttuu: %(what)s (%(article)s artikla).") % {
            "what": item.name.fi,
            "article": item.article,
        }
        yield Blocker("E017", (), text, _("Lisää puuttuva kohta määrittelyihin."))


def languages(at: datetime) -> Iterator[Blocker]:
    """L21: the languages do not say the same."""
    finnish, *others = ([(row.id, len(row.cells)) for _, _, row in each.rows()] for each in _running(at))
    for rows in others:
        if differing := sorted({code for code, _count in set(finnish) ^ set(rows)}):
            yield Blocker("L21", tuple(differing), _("Kieliversiot eroavat."), _("Korjaa käännös."))


def lint(at: datetime) -> Iterator[Blocker]:
    """Everything that our own linter finds in our own notice."""
    if inputs.at(at).profile is None:
        return
    for finding in _findings(_running(at), walltime.day_of(at).toordinal()):
        yield Blocker(finding.rule, (), f"{finding.rule}: ”{finding.sentence}” {finding.why}", finding.mend)


@lru_cache(maxsize=8)
def _findings(compiled: Documents, day: int) -> tuple[Finding, ...]:
    on = date.fromordinal(day)
    read = [
        linter.read(
            text_of(markdown.rendered(each).encode() + f"\n\n{on.day}.{on.month}.{on.year}\n".encode(), "notice.md"),
            each.language,
            on,
        )
        for each in compiled
    ]
    return tuple(finding for notice in read for finding in linter.lint(notice).findings)


def _running(at: datetime) -> Documents:
    return fingerprint.compiled(inputs.at(at))
