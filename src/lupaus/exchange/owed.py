"""The open invoices of a file: what was owed in the earlier system."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as say

from lupaus.billing import references
from lupaus.billing.models import OpeningInvoice
from lupaus.billing.openings import LONGEST_NUMBER, Balance, DueBeforeIssued, NotYetIssued, OpenIsWrong
from lupaus.exchange import values
from lupaus.exchange.faults import Row
from lupaus.exchange.people import People, Who
from lupaus.kernel import walltime
from lupaus.register import texts
from lupaus.vault.fields import blind


@dataclass(frozen=True, slots=True)
class InvoiceRow:
    """One open invoice to be brought in."""

    who: Who
    balance: Balance


@dataclass(slots=True)
class Owed:
    """The open invoices of a file as they are read."""

    at: datetime
    rows: list[InvoiceRow] = field(default_factory=list)
    lines: list[Row] = field(default_factory=list)
    numbers: set[str] = field(default_factory=set)

    def add(self, row: Row, people: People) -> None:
        """Read one row of the invoices' table."""
        who, number = people.who(row), row.take("number", lambda text: texts.line(text, limit=LONGEST_NUMBER))
        reference = row.take("reference", references.read, empty="")
        issued, due = row.take("issued_on", values.day), row.take("due_on", values.day)
        total = row.take("total", values.amount)
        left = row.take("open", values.amount, empty=total)
        if number and blind("opening_number", number) in self.numbers:
            row.fault("number", say("Sama laskunumero on jo aiemmalla rivillä."))
        if number is None or issued is None or due is None or total is None or left is None:
            return
        balance = Balance(
            number=number, reference=reference or "", issued_on=issued, due_on=due, total=total, open=left
        )
        self._check(row, balance)
        self.numbers.add(blind("opening_number", number))
        if who and not row.is_wrong:
            self.rows.append(InvoiceRow(who, balance))
            self.lines.append(row)

    def check(self) -> None:
        """Note the invoices that were brought in before."""
        known = set(OpeningInvoice.objects.filter(number_index__in=self.numbers).values_list("number_index", flat=True))
        for each, row in zip(self.rows, self.lines, strict=True):
            if blind("opening_number", each.balance.number) in known:
                row.fault("number", say("Lasku on jo tuotu. Poista rivi."))

    def _check(self, row: Row, balance: Balance) -> None:
        """Note what cannot be of an invoice, at the column that it stands in."""
        try:
            balance.checked(today=walltime.day_of(self.at))
        except OpenIsWrong as no:
            row.fault("open", str(no))
        except DueBeforeIssued as no:
            row.fault("due_on", str(no))
        except NotYetIssued as no:
            row.fault("issued_on", str(no))
