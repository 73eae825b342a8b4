"""Take an import back: everything it wrote, and nothing that anybody has built upon it.

What it wrote is found from the models: every row that points at what it made, and what points at that. So no table can
be forgotten, neither when it is taken back nor when something new stands in the way.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.apps import apps
from django.db import connection, models
from django.db.models import Model

from lupaus.exchange.models import Import, Made
from lupaus.exchange.writing import Written
from lupaus.promises import Holds
from lupaus.register import numbers
from lupaus.register.models import Customer
from lupaus.scheduling.models import Milestone
from lupaus.vault.models import Subject
from lupaus.vault.rekeying import rows_of

type Rows = dict[type[Model], set[UUID]]

_AT_ONCE: Final = 5000
_BY_ITSELF: Final = frozenset({
    "scheduling.Occurrence", "scheduling.Visit", "scheduling.Occupation", "scheduling.Offer",
})  # fmt: skip
"""What the program adds to a running series by itself, night by night: taken back with the series."""
WORDS: Final = {
    "register.Revision": "tietoa on korjattu",
    "register.Address": "on uusi osoite",
    "register.BillingParty": "on uusi maksaja",
    "register.Merge": "asiakas on yhdistetty toiseen",
    "orders.Order": "on uusi tilaus",
    "orders.Draft": "tilaus on kesken",
    "scheduling.Milestone": "käyntiä on muutettu",
    "scheduling.Cancellation": "käynti on peruttu",
    "communication.Message": "on lähetetty viesti",
    "billing.CustomerInvoice": "on lasku",
    "billing.OpeningPayment": "on kirjattu maksu",
    "care.Contact": "on kirjattu yhteydenotto",
    "care.Task": "on kirjattu tehtävä",
    "accounts.User": "asiakas on avannut tilin",
}
MOST_SHOWN: Final = 20


@dataclass(frozen=True, slots=True)
class Blocker:
    """Why an import cannot be taken back: what has been built upon it, and whose it is, by customer number."""

    words: str
    times: int
    numbers: tuple[str, ...]


def note(row: Import, written: Written) -> int:
    """Note every row that an import has written, at the end of its own transaction; return how many."""
    roots: Rows = defaultdict(set)
    for each in written.everything():
        roots[type(each)].add(each.pk)
    roots[Subject] |= {customer.subject_id for customer in written.customers}
    found = hanging_on(roots)
    Made.objects.bulk_create(
        (Made(of=row, table=model._meta.label, row=pk) for model, ids in found.items() for pk in ids), batch_size=5000
    )
    return sum(len(ids) for ids in found.values())


def blockers(row: Import) -> list[Blocker]:
    """Return what has been built upon an import, by kind; none when it can be taken back."""
    made = _made(row)
    found = [_blocker(model, ids) for model, ids in _news(made)]
    claimed = Customer.objects.filter(id__in=made.get(Customer, ()), user__isnull=False)
    known = tuple(claimed.values_list("number", flat=True))
    if known:
        found.append(Blocker(WORDS["accounts.User"], len(known), tuple(map(numbers.spoken, known[:MOST_SHOWN]))))
    return found


def take_back(row: Import) -> list[UUID]:
    """Delete everything that an import wrote and return the subjects whose keys have no use any more.

    In the caller's transaction, after `blockers` found none. Foreign keys are checked at its end, so order is free.
    """
    found = hanging_on(_made(row))
    subjects = sorted(found.pop(Subject, set()))
    for model, ids in found.items():
        _delete(model, ids)
    row.made_rows.all().delete()
    return subjects


def hanging_on(roots: Rows) -> Rows:
    """Return the rows and every row that points at them, and at those, by table."""
    found: Rows = defaultdict(set)
    left = [(model, set(ids)) for model, ids in roots.items()]
    while left:
        model, ids = left.pop()
        fresh = ids - found[model]
        found[model] |= fresh
        if fresh:
            left += _pointing_at(model, fresh)
    return found


def _pointing_at(model: type[Model], ids: set[UUID]) -> Iterator[tuple[type[Model], set[UUID]]]:
    for relation in model._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ManyToOneRel) and isinstance(relation.field, models.ForeignKey):
            other = relation.related_model
            if other is not Made and isinstance(other, type):
                pks: set[UUID] = set()
                for some in _parted(ids):
                    rows = rows_of(other).filter(**{f"{relation.field.name}__in": some})
                    pks |= set(rows.values_list("pk", flat=True))
                yield other, pks


def _made(row: Import) -> Rows:
    found: Rows = defaultdict(set)
    for table, pk in row.made_rows.values_list("table", "row"):
        found[apps.get_model(table)].add(pk)
    return found


def _news(made: Rows) -> Iterator[tuple[type[Model], set[UUID]]]:
    """Yield what points at the rows of an import and was not written by it, nor by the program itself."""
    for model, ids in hanging_on(made).items():
        fresh = ids - made.get(model, set())
        if model is Milestone:
            fresh -= set(Milestone.objects.filter(pk__in=fresh, by_kind="system").values_list("pk", flat=True))
        if fresh and model._meta.label not in _BY_ITSELF:
            yield model, fresh


def _blocker(model: type[Model], ids: set[UUID]) -> Blocker:
    words = WORDS.get(model._meta.label, "on uusia tietoja")
    holds = getattr(model, "holds", None)
    path = holds.subject if isinstance(holds, Holds) else None
    known: Counter[str] = Counter()
    if path:
        subjects = rows_of(model).filter(pk__in=ids).values_list(path, flat=True)
        known.update(Customer.objects.filter(subject_id__in=list(subjects)).values_list("number", flat=True))
    return Blocker(words, len(ids), tuple(numbers.spoken(number) for number in sorted(known)[:MOST_SHOWN]))


def _delete(model: type[Model], ids: set[UUID]) -> None:
    quote = connection.ops.quote_name
    key = model._meta.pk
    statement = f"delete from {quote(model._meta.db_table)} where {quote(str(key.column))} = any(%s)"  # noqa: S608 -- of models
    with connection.cursor() as cursor:
        for some in _parted(ids):
            cursor.execute(statement, [some])


def _parted(ids: Iterable[UUID]) -> Iterator[list[UUID]]:
    rows = list(ids)
    for start in range(0, len(rows), _AT_ONCE):
        yield rows[start : start + _AT_ONCE]
