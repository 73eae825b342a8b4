"""`lupaus lint`: read privacy notices and say what is wrong with them."""

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path

from lupaus.privacy.linter import answers, comparison, linter, plain
from lupaus.privacy.linter.finding import Finding
from lupaus.privacy.linter.language import READ
from lupaus.privacy.linter.notice import Notice
from lupaus.privacy.linter.reading import LARGEST_FILE, Unreadable, text_of

CLEAN, FOUND, UNREAD = 0, 1, 2
"""Exit codes: nothing found, something found, no answer possible."""


def main(arguments: Sequence[str] | None = None, *, today: date) -> int:
    """Print the findings; return 0 when there are none, 1 when there are, 2 when a text could not be linted."""
    chosen = parser().parse_args(arguments)
    notices: list[tuple[str, Notice]] = []
    unread = 0
    for name in [*chosen.files, *chosen.compared]:
        try:
            notices.append((name, linter.read(_text(name), chosen.lang, today)))
        except Unreadable as answer:
            unread += 1
            said = answers.UNREADABLE[answer.code]
            sys.stderr.write(f"lupaus lint: {name}: {said.in_language(chosen.lang or answer.language or 'en')}\n")
    findings = [finding for each in _reports(notices, is_plain=chosen.plain) for finding in each]
    _write(notices, findings, chosen)
    return UNREAD if unread else FOUND if findings else CLEAN


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    made = argparse.ArgumentParser(prog="lupaus lint", description=__doc__)
    made.add_argument("files", nargs="+", metavar="FILE", help=".txt, .md, .html or .pdf; - reads standard input")
    made.add_argument(
        "--with",
        action="append",
        default=[],
        dest="compared",
        metavar="FILE",
        help="another language version to compare (L21)",
    )
    made.add_argument("--lang", choices=READ, help="the language of the text; found out when not given")
    made.add_argument("--format", choices=("text", "json"), default="text", help="for people or for programs")
    made.add_argument("--plain", action="store_true", help="measure plain language instead of linting")
    return made


def _text(name: str) -> str:
    """Return the text of a file.

    Raises:
        Unreadable: it cannot be read, or holds no text.
    """
    try:
        content = sys.stdin.buffer.read(LARGEST_FILE + 1) if name == "-" else _bytes(Path(name))
    except (OSError, ValueError) as error:
        raise Unreadable("missing") from error
    return text_of(content, name)


def _bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LARGEST_FILE + 1)


def _reports(notices: Sequence[tuple[str, Notice]], *, is_plain: bool) -> Iterable[Sequence[Finding]]:
    for _, notice in notices:
        yield plain.plainness(notice).findings if is_plain else linter.lint(notice).findings
    if len(notices) > 1 and not is_plain:
        yield comparison.compare([notice for _, notice in notices])


def _write(notices: Sequence[tuple[str, Notice]], findings: Sequence[Finding], chosen: argparse.Namespace) -> None:
    if chosen.format == "json":
        sys.stdout.write(json.dumps([asdict(each) for each in findings], ensure_ascii=False, indent=1) + "\n")
        return
    for name, notice in notices:
        language = notice.language
        if chosen.plain:
            measured = plain.plainness(notice)
            sys.stdout.write(f"{name}: {measured.sentences} × {measured.median_words:g}\n")
        elif not notice.is_whole:
            sys.stdout.write(f"{name}: {answers.EXTRACT.in_language(language)}\n")
    if notices:
        language = notices[0][1].language
        sys.stdout.writelines(_paragraph(each, language) for each in findings)
        closing = answers.HONEST if findings else answers.CLEAN
        sys.stdout.write(f"{closing.in_language(language)}\n")


def _paragraph(finding: Finding, language: str) -> str:
    why, mend = answers.WHY.in_language(language), answers.MEND.in_language(language)
    return f"{finding.rule}  ”{finding.sentence}”\n     {why}: {finding.why}\n     {mend}: {finding.mend}\n\n"
