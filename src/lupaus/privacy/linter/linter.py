"""Lint a text: from any text to its findings, or to the reason why there are none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from lupaus.privacy.linter.finding import Finding, Rule
from lupaus.privacy.linter.language import READ, language_of
from lupaus.privacy.linter.notice import Notice
from lupaus.privacy.linter.reading import Unreadable, fitting
from lupaus.privacy.linter.rules import (
    absences,
    contradictions,
    cookies,
    items,
    law,
    people,
    profiling,
    retention,
    security,
)
from lupaus.privacy.linter.sentences import tidy
from lupaus.promises.text import Text

RULES: Final = (
    Rule("L01", Text("vanhentunut laki", "föråldrad lag", "stale law"), law.stale_law),
    Rule("L02", Text("kavennettu oikeus", "inskränkt rättighet", "right narrowed"), law.right_narrowed),
    Rule("L03", Text("muotovaatimus", "formkrav", "formality"), law.formality),
    Rule(
        "L04",
        Text("ristiriita: siirrot", "motsägelse: överföringar", "contradiction: transfers"),
        contradictions.transfers,
    ),
    Rule(
        "L05",
        Text("ristiriita: luovutukset", "motsägelse: utlämnande", "contradiction: disclosure"),
        contradictions.disclosure,
    ),
    Rule("L06", Text("säilytysaika", "lagringstid", "retention"), retention.retention),
    Rule(
        "L07",
        Text("evästeet selaimen asetuksilla", "kakor genom webbläsaren", "cookies by browser settings"),
        cookies.browser_settings,
    ),
    Rule("L08", Text("orpo tieto", "föräldralös uppgift", "orphan"), items.orphan, of_whole=True),
    Rule("L09", Text("lähde puuttuu", "källa saknas", "source missing"), items.source_missing),
    Rule(
        "L10",
        Text("erityiset tiedot ja lapset", "särskilda uppgifter och barn", "special data and children"),
        items.special_data,
    ),
    Rule(
        "L11", Text("oikeuksia puuttuu", "rättigheter saknas", "rights missing"), absences.rights_missing, of_whole=True
    ),
    Rule(
        "L12",
        Text("peruste, vastaanottajat, päiväys", "grund, mottagare, datum", "basis, recipients, date"),
        absences.parts_missing,
        of_whole=True,
    ),
    Rule("L13", Text("asema epäselvä", "oklar roll", "role undefined"), people.role_undefined),
    Rule("L14", Text("toinen rekisteri", "ett andra register", "second register"), people.second_register),
    Rule(
        "L15",
        Text("välttämätön vai hyväksytty", "nödvändig eller godkänd", "necessary or accepted"),
        cookies.necessary_or_accepted,
    ),
    Rule("L16", Text("tunnisteet", "identifierare", "identifiers"), retention.identifiers),
    Rule("L17", Text("yksinäinen yhteyshenkilö", "ensam kontaktperson", "lone person"), people.lone_person),
    Rule("L18", Text("ei näytettävissä", "kan inte visas", "unprovable"), security.unprovable),
    Rule("L19", Text("profilointi", "profilering", "profiling"), profiling.profiling),
    Rule("L20", Text("henkilöstön koulutus", "utbildning av personalen", "training"), security.training),
)
"""Every rule on one text, in the order of reports; L21 compares several (`comparison`)."""


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in one text; `is_whole` is False for an extract, of which nothing is said to be missing."""

    language: str
    is_whole: bool
    findings: tuple[Finding, ...]


def read(text: str, language: str | None, on: date) -> Notice:
    """Return a text as a notice in its language.

    Raises:
        Unreadable: it is empty, too long, in another language, or no privacy notice.
    """
    bare = fitting(tidy(text))
    known = language or language_of(bare)
    if known is None:
        raise Unreadable("unclear")
    if known not in READ:
        raise Unreadable("foreign")
    notice = Notice(bare, known, on)
    if not notice.sentences or not notice.is_about_privacy:
        raise Unreadable("other", known)
    return notice


def lint(notice: Notice, rules: Sequence[Rule] = RULES) -> Report:
    """Return every finding of the rules, in the language of the notice."""
    hits = ((rule, hit) for rule in rules if notice.is_whole or not rule.of_whole for hit in rule.check(notice))
    findings = dict.fromkeys(hit.finding(rule.code, notice.language) for rule, hit in hits)
    return Report(notice.language, notice.is_whole, tuple(findings))
