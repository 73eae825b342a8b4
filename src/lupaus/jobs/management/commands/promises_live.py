"""`lupaus promises --live`: look at the running installation now, and say which promises do not hold."""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from lupaus.foundation import clock
from lupaus.privacy import live
from lupaus.privacy.models import Defect


class Command(BaseCommand):
    """Runs every live check, keeps what it finds, and ends with 1 when something does not hold."""

    help = "Look at the running installation, and say which promises do not hold now"
    group = "Privacy"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--format", choices=("text", "json"), default="text", help="for people or for programs")

    def handle(self, *args: Any, format: str, **options: Any) -> None:  # noqa: A002 -- Any and name: Django's own
        defects = live.run_all(at=clock.now())
        self.stdout.write(as_json(defects) if format == "json" else as_text(defects))
        if defects:
            sys.exit(1)


def as_text(defects: list[Defect]) -> str:
    """Return one line a check, the faults under it."""
    lines = []
    for code, check in sorted(live.CHECKS.items()):
        found = [defect for defect in defects if defect.code == code]
        lines.append(f"{code:<13} {'RED' if found else 'ok':<4} {check.title.en}")
        lines += [f"{'':18} {each.what} ({', '.join(each.rows)}; since {each.since:%Y-%m-%d %H:%M})" for each in found]
    red = sorted({row for defect in defects for row in defect.rows}, key=lambda row: int(row[1:]))
    return "\n".join([*lines, "", f"does not hold now: {', '.join(red)}" if red else "nothing contradicts a promise"])


def as_json(defects: list[Defect]) -> str:
    """Return what is not so, for other tools."""
    rows = [
        {"check": each.code, "what": each.what, "rows": each.rows, "since": each.since.isoformat()} for each in defects
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1)
