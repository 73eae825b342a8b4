"""The windows in which a provider may open what belongs to a visit, and whose name a customer may read.

Source: vault design, "Windows for a provider"; notice, "Henkilötietojen suojauksen periaatteet", sentence 2.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple
from uuid import UUID

from django.db.models import Q

from lupaus.promises import Actor, Relation
from lupaus.scheduling.models import OfferState, Visit, VisitState
from lupaus.vault import reading, relations
from lupaus.vault.relations import RowRef

BEFORE_START: Final = timedelta(hours=2)
AFTER_FINISH: Final = timedelta(hours=48)
AFTER_PLANNED_END: Final = timedelta(hours=2)

PATHS: Final[Mapping[str, str]] = {
    "register.Address": "order__address",
    "register.Customer": "order__customer",
    "orders.Order": "order",
    "orders.OrderLine": "order__lines",
    "orders.Household": "order__household",
    "orders.HealthNote": "order__health_note",
    "scheduling.Visit": "id",
    "scheduling.Comment": "comments",
    "scheduling.Rating": "rating",
}
"""From a visit to the rows that belong to it. A row is matched by its own id, never by whom it is about: the codes
of two addresses of one customer stay apart."""

UNDER_AGREEMENT: Final = (
    VisitState.ACCEPTED,
    VisitState.TRAVELLING,
    VisitState.STARTED,
    VisitState.FINISHED,
    VisitState.APPROVED,
)
PERFORMED: Final = (VisitState.STARTED, VisitState.FINISHED, VisitState.APPROVED)


class Window(NamedTuple):
    """What the windows hang on, of one visit of the provider."""

    starts_at: datetime
    ends_at: datetime
    finished_at: datetime | None
    state: str

    @property
    def over_at(self) -> datetime:
        """Return when the work was done; the planned end when nobody has said so."""
        return self.finished_at or self.ends_at


def is_assigned(visit: Window, at: datetime) -> bool:
    """Return whether the exact address is open: from accepting until 48 h after the finish."""
    return visit.state in UNDER_AGREEMENT and at < visit.over_at + AFTER_FINISH


def is_meeting(visit: Window, at: datetime) -> bool:
    """Return whether the phone number is open: from 2 h before the start until 48 h after the finish."""
    return is_assigned(visit, at) and at >= visit.starts_at - BEFORE_START


def is_at_the_door(visit: Window, at: datetime) -> bool:
    """Return whether code and health note are open: from 2 h before the start until 2 h after the planned end."""
    since, until = visit.starts_at - BEFORE_START, visit.ends_at + AFTER_PLANNED_END
    return visit.state in UNDER_AGREEMENT and since <= at < until


def has_performed(visit: Window, at: datetime) -> bool:  # noqa: ARG001 -- the shape of every window
    """Return whether the provider carries out the visit now, or has done so."""
    return visit.state in PERFORMED


def register_all() -> None:
    """Tell the vault how to answer each relation; called once, when the apps are ready."""
    for relation, holds in (
        (Relation.ASSIGNED, is_assigned),
        (Relation.MEETING, is_meeting),
        (Relation.AT_THE_DOOR, is_at_the_door),
        (Relation.PERFORMED, has_performed),
    ):
        relations.register(relation, _Resolver(holds))
    relations.register(Relation.OFFERED, _offered)
    relations.register(Relation.COMING, _coming)


class _Resolver:
    """Answers one relation for all rows of a page; the windows of all relations come with one query."""

    def __init__(self, holds: Callable[[Window, datetime], bool]) -> None:
        self._holds = holds

    def __call__(self, actor: Actor, at: datetime, rows: Collection[RowRef]) -> set[RowRef]:
        """Return the rows that belong to a visit of the actor's that is in its window."""
        if not actor.subjects:
            return set()
        windows = reading.once(
            ("scheduling.windows", actor.subjects, frozenset(rows)),
            lambda: _visits_by_row(rows, Q(provider__subject__in=actor.subjects)),
        )
        return {row for row, those in windows.items() if any(self._holds(window, at) for window in those)}


def _offered(actor: Actor, at: datetime, rows: Collection[RowRef]) -> set[RowRef]:
    """Return the rows that belong to a visit that is offered to the actor now, or that the actor has accepted."""
    if not actor.subjects:
        return set()
    open_offer = Q(
        offers__provider__subject__in=actor.subjects, offers__state=OfferState.OPEN, offers__expires_at__gt=at
    )
    accepted = Q(provider__subject__in=actor.subjects, state__in=UNDER_AGREEMENT)
    return set(_visits_by_row(rows, open_offer | accepted))


def _coming(actor: Actor, at: datetime, rows: Collection[RowRef]) -> set[RowRef]:  # noqa: ARG001
    """Return the providers' rows whose provider has a visit at the actor's."""
    asked = {row.id: row for row in rows if row.model == "providers.Provider"}
    if not asked or not actor.subjects:
        return set()
    visits = Visit.objects.filter(subject__in=actor.subjects, provider__in=asked, state__in=UNDER_AGREEMENT)
    return {asked[provider_id] for provider_id in visits.order_by().values_list("provider_id", flat=True).distinct()}


def _visits_by_row(rows: Collection[RowRef], mine: Q) -> dict[RowRef, list[Window]]:
    """Return, for each row that belongs to one of the visits, the windows of those visits."""
    by_path: defaultdict[str, dict[UUID, RowRef]] = defaultdict(dict)
    for row in rows:
        if row.model in PATHS:
            by_path[PATHS[row.model]][row.id] = row
    if not by_path:
        return {}
    belongs = Q()
    for path, asked in by_path.items():
        belongs |= Q(**{f"{path}__in": asked})
    paths = list(by_path)
    found: defaultdict[RowRef, list[Window]] = defaultdict(list)
    for starts_at, ends_at, finished_at, state, *ids in _columns(mine & belongs, paths):
        window = Window(starts_at, ends_at, finished_at, state)
        for path, row_id in zip(paths, ids, strict=True):
            asked = by_path[path]
            if row_id in asked:
                found[asked[row_id]].append(window)
    return found


def _columns(wanted: Q, paths: list[str]) -> Iterable[tuple[Any, ...]]:  # Any: columns of several types
    columns = ("starts_at", "ends_at", "finished_at", "state", *paths)
    return Visit.objects.filter(wanted).order_by().values_list(*columns)
