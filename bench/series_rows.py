"""Twenty thousand series put beside the demo company, and taken away again. Needs Django set up."""

from datetime import UTC, datetime, time, timedelta
from types import TracebackType
from typing import Self

from django.db import connection, transaction

from lupaus.accounts import confidentiality
from lupaus.orders.models import Order
from lupaus.promises import Actor, Role
from lupaus.providers import providers
from lupaus.providers.models import Provider
from lupaus.providers.providers import Person, Shift
from lupaus.scheduling import series_roll
from lupaus.scheduling.models import Milestone, Occupation, Occurrence, Series, Visit

SLOTS, DAYS = 10, 5
"""Series of one provider: two a day, five days a week, so that nobody is in anybody's way."""
_AHEAD = datetime.now(UTC).replace(hour=3, minute=30, second=0, microsecond=0) + timedelta(weeks=12)
BEGINNING = _AHEAD + timedelta(days=-_AHEAD.weekday() % 7)
"""A Monday long after everything that the demo company has in its calendar."""
TABLES = (Visit, Occurrence, Occupation, Milestone)
SYSTEM = Actor.system("bench")


class Beside:
    """So many series with their orders and providers."""

    def __init__(self, series: int) -> None:
        """Remember how many."""
        self.series, self.beginning = series, BEGINNING

    def __enter__(self) -> Self:
        """Hire the providers and place the orders."""
        self.at = datetime.now().astimezone()
        self.service = Order.objects.filter(address__grid_row__isnull=False).first().service
        self.agreement = confidentiality.current()
        assert self.agreement, "the demo company has one"
        self.hired = [self._hired(number) for number in range(self.series // SLOTS)]
        self._clear()
        with connection.cursor() as cursor:
            cursor.execute("delete from orders_order where number like 'B%'")
            cursor.execute(_ORDERS, [self.series])
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take everything away again."""
        self._clear()
        with connection.cursor() as cursor:
            cursor.execute("delete from orders_order where number like 'B%'")
            ids = [provider.id for provider in self.hired]
            subjects = [provider.subject_id for provider in self.hired]
            cursor.execute("delete from accounts_signature where subject_id = any(%s)", [subjects])
            for table in ("workinghours", "skill", "area"):
                cursor.execute(f"delete from providers_{table} where provider_id = any(%s)", [ids])  # noqa: S608 -- ours
            cursor.execute("delete from providers_provider where id = any(%s)", [ids])

    def fresh(self, count: int) -> None:
        """Let the first `count` series stand at their beginning, without visits."""
        self._clear()
        orders = list(
            Order.objects.filter(number__startswith="B").order_by("number").values_list("id", "subject_id")[:count]
        )
        monday = BEGINNING.date()
        Series.objects.bulk_create(
            Series(
                subject_id=subject_id, order_id=order_id, provider=self.hired[number // SLOTS],
                every_weeks=1 + number % 4, first_on=monday + timedelta(days=number % DAYS),
                starts=time(8) if number % SLOTS < DAYS else time(13), minutes=120, on_holiday="skip",
                next_on=monday + timedelta(days=number % DAYS), begun_at=self.at,
            )
            for number, (order_id, subject_id) in enumerate(orders)
        )  # fmt: skip
        with connection.cursor() as cursor:
            cursor.execute("vacuum analyze scheduling_series, scheduling_visit, scheduling_occupation")

    def roll(self, at: datetime) -> None:
        """Roll, and see that it came to something."""
        rolled = series_roll.roll(at=at)
        assert rolled.visits > 0, rolled

    def as_text(self) -> list[list[str]]:
        """Return what has been written as lines for COPY, by table."""
        parts = []
        with connection.cursor() as cursor:
            for model in TABLES:
                with cursor.copy(f"COPY (select * from {model._meta.db_table} {_OURS[model]}) TO STDOUT") as copy:  # noqa: S608
                    parts.append("".join(bytes(line).decode() for line in copy).splitlines(keepends=True))
        return parts

    def copy(self, text: list[list[str]]) -> None:
        """Write the lines in one transaction, which is less than the roll does."""
        with transaction.atomic(), connection.cursor() as cursor:
            for model, lines in zip(TABLES, text, strict=True):
                with cursor.copy(f"COPY {model._meta.db_table} FROM STDIN") as copy:
                    copy.write("".join(lines))

    def _clear(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"delete from scheduling_offer {_OF_VISITS}")  # noqa: S608 -- our own
            for model in (Milestone, Occupation, Occurrence, Visit):
                cursor.execute(f"delete from {model._meta.db_table} {_OURS[model]}")  # noqa: S608 -- our own
            cursor.execute(
                "delete from scheduling_series where order_id in (select id from orders_order where number like 'B%%')"
            )

    def _hired(self, number: int) -> Provider:
        person = Person(
            first_name="Siiri",
            last_name=f"Koe {number}",
            email=f"koe{number}.{self.at:%H%M%S}@bench.example",
            phone="040 123 4567",
        )
        with transaction.atomic():
            provider = providers.register(person, by=SYSTEM, at=self.at)
            providers.set_skills(provider, [self.service], by=SYSTEM, at=self.at)
            by = Actor.person(provider.pk, Role.PROVIDER, subjects=frozenset({provider.subject_id}))
            read = self.agreement.text_hash
            confidentiality.sign(self.agreement, provider.subject, name="Siiri Koe", read_hash=read, by=by, at=self.at)
            providers.set_hours(provider, [Shift(day, time(7), time(20)) for day in range(DAYS)], by=SYSTEM, at=self.at)
        return provider


_MINE = "where order_id in (select id from orders_order where number like 'B%')"
_OF_VISITS = f"where visit_id in (select id from scheduling_visit {_MINE})"  # noqa: S608 -- our own
_OF_SERIES = f"where series_id in (select id from scheduling_series {_MINE})"  # noqa: S608 -- our own
_OURS = {Visit: _MINE, Occurrence: _OF_SERIES, Occupation: _OF_VISITS, Milestone: _OF_VISITS}
_COLUMNS = ", ".join(
    f'"{field.column}"' for field in Order._meta.concrete_fields if field.name not in {"id", "number", "draft_key"}
)
_ORDERS = f"""
insert into orders_order (id, number, draft_key, {_COLUMNS})
select gen_random_uuid(), 'B' || lpad(n::text, 7, '0'), gen_random_uuid(), {_COLUMNS}
from generate_series(1, %s) as n,
    (select * from orders_order where number not like 'B%%' order by placed_at limit 1) as one
"""  # noqa: S608 -- our own
