"""`lupaus import`."""  # noqa: N999 -- so the command is called

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lupaus.exchange import imports, plans, tables
from lupaus.exchange.models import Import
from lupaus.foundation import clock
from lupaus.kernel.refused import Refused
from lupaus.promises import Actor, Purpose
from lupaus.vault.reading import processing

NAMES = {"customers": "asiakasta", "addresses": "osoitetta", "series": "sarjaa", "invoices": "avointa laskua"}


class Command(BaseCommand):
    """Bring a register in, all of it or nothing."""

    help = "Bring customers, addresses, series and open invoices in from a CSV or XLSX file"
    group = "Company"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="only say what would be made, and what to mend")

    def handle(self, *_: Any, file: Path, dry_run: bool, **__: Any) -> None:  # Any: Django's signature
        """Check, say what is wrong, bring in when nothing is."""
        content, by, at = self._content(file), Actor.system("exchange"), clock.now()
        try:
            with processing(by, Purpose.CUSTOMER_CARE, at, place="import"):
                plan = plans.plan(tables.read(content), by=by, at=at)
                self._tell(plan)
                if not dry_run and not plan.wrong:
                    self._write(file.name, content, by=by)
        except Refused as no:
            raise CommandError(str(no)) from no
        if plan.wrong:
            message = f"{len(plan.wrong)} kohtaa pitää korjata. Mitään ei tuotu."
            raise CommandError(message)

    def _tell(self, plan: plans.Plan) -> None:
        for fault in plan.faults:
            self.stderr.write(f"{'katso' if fault.is_hint else 'korjaa'}: {fault.place}: {fault.words}")
        made = [f"{count} {NAMES[key]}" for key, count in plan.counts.items() if count and key in NAMES]
        self.stdout.write(f"Syntyisi {', '.join(made)}." if made else "Mitään ei syntyisi.")

    def _write(self, name: str, content: bytes, *, by: Actor) -> None:
        at = clock.now()
        row: Import = imports.receive(name, content, by=by, at=at)
        imports.check(row, by=by, at=at)
        imports.write_now(row, by=by, at=at)
        self.stdout.write("Kaikki rivit on tuotu. Tuonnin voi kumota vuorokauden ajan: Asetukset, Tuo rekisteri.")

    def _content(self, file: Path) -> bytes:
        try:
            with file.open("rb") as opened:
                return opened.read(tables.MOST_BYTES + 1)
        except OSError as no:
            message = f"Cannot read {file}: {no.strerror}."
            raise CommandError(message) from no
