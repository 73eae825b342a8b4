"""Fill in an order screen by screen, and forget those that were left."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lupaus.catalogue import queries as catalogue
from lupaus.catalogue import quotes
from lupaus.catalogue.engine import pricing
from lupaus.catalogue.engine.pricing import Quote
from lupaus.catalogue.engine.terms import Selection
from lupaus.catalogue.models import Service
from lupaus.catalogue.queries import Offering
from lupaus.company import identifiers
from lupaus.kernel import walltime
from lupaus.kernel.recurrence import CYCLES
from lupaus.kernel.refused import Refused
from lupaus.orders import health
from lupaus.orders.health import HealthAnswer
from lupaus.orders.household import HouseholdAnswer
from lupaus.orders.models import Draft, HealthConsent, HealthNote
from lupaus.promises import Actor
from lupaus.register import texts
from lupaus.register.addresses import Place, told_map_service
from lupaus.register.billing_parties import Payer
from lupaus.register.contacts import Contact
from lupaus.register.models import Address, Customer
from lupaus.vault.models import SubjectKind
from lupaus.vault.subjects import forget, mint

LIFE: Final = timedelta(hours=24)
"""How long a draft lives after its last change. Source: vault design, "Sign-in, sessions, drafts"."""


ONCE: Final = 0
"""How often a visit comes that does not come again."""


class NotACycle(Refused):
    """When visits are to come again at another pace than every 1 to 4 weeks."""

    message = _("Valitse, kuinka usein käynti tehdään.")


class AlreadyOrdered(Refused):
    """When somebody goes back and changes a draft that has become an order."""

    message = _("Tilaus on jo tehty. Muutokset voit tehdä omilla sivuillasi.")


class DraftIsGone(Refused):
    """When a draft has been forgotten, 24 hours after its last change."""

    message = _("Keskeneräinen tilaus on poistettu, koska siihen ei koskettu vuorokauteen. Aloita uudelleen.")


@transaction.atomic
def open_draft(*, by: Actor, at: datetime, customer: Customer | None = None, is_taken_down: bool = False) -> Draft:
    """Begin an order, with a subject and a key of its own; `customer` when a known customer orders again.

    `is_taken_down` when `by` is somebody of the office who writes down what a caller says.
    """
    return Draft.objects.create(
        subject=mint(SubjectKind.DRAFT, at=at),
        opened_at=at,
        touched_at=at,
        customer=customer,
        taken_by=by.id if is_taken_down else None,
    )


@transaction.atomic
def choose_service(
    draft: Draft,
    *,
    postcode: str,
    selection: Selection,
    every_weeks: int = ONCE,
    by: Actor,  # noqa: ARG001
    at: datetime,
) -> Draft:
    """Say what is wanted, where roughly, and how often; a time chosen before is let go when it no longer fits.

    Raises:
        NotACycle: visits come again every 1 to 4 weeks, or once.
        InvalidPostcode: of `company.identifiers`.
        UnknownService, SizeOutOfBounds, AddOnNotOfService, EquipmentNotOffered: of `catalogue`.
        AlreadyOrdered, DraftIsGone: see each.
    """
    if every_weeks not in (ONCE, *CYCLES):
        raise NotACycle
    row = _open(draft)
    code, today = identifiers.postcode(postcode), walltime.day_of(at)
    duration = quotes.quote(selection, today).duration
    if row.starts_at is not None and (row.ends_at != row.starts_at + duration or code != row.postcode):
        row.starts_at = row.ends_at = None
    if code != row.postcode:
        _leave_place(row)
    row.postcode, row.chosen = code, selection.as_json()
    row.service = Service.objects.get(code=selection.service)
    row.every_weeks, row.picks = every_weeks, {}
    return _touched(row, at)


@transaction.atomic
def choose_time(draft: Draft, *, starts_at: datetime, ends_at: datetime, by: Actor, at: datetime) -> Draft:  # noqa: ARG001
    """Note the time that is being held for the draft; holding it is `scheduling`'s.

    Raises:
        AlreadyOrdered, DraftIsGone: see each.
    """
    row = _open(draft)
    if row.starts_at != starts_at:
        row.picks = {}
    row.starts_at, row.ends_at = starts_at, ends_at
    return _touched(row, at)


@transaction.atomic
def pick_days(draft: Draft, picks: Mapping[date, datetime | None], *, by: Actor, at: datetime) -> Draft:  # noqa: ARG001
    """Say what is done on days of the series that are in the way: another start, or None to leave the day out.

    Raises:
        AlreadyOrdered, DraftIsGone: see each.
    """
    row = _open(draft)
    row.picks = {day.isoformat(): None if start is None else start.isoformat() for day, start in picks.items()}
    return _touched(row, at)


@transaction.atomic
def give_address(
    draft: Draft,
    *,
    place: Place,
    household: HouseholdAnswer,
    note: str = "",
    health_answer: HealthAnswer | None = None,
    by: Actor,  # noqa: ARG001
    at: datetime,
) -> Draft:
    """Say where the work is done, how to get in, and who else is there.

    Raises:
        TooLong: of `texts`.
        AlreadyOrdered, DraftIsGone: see each.
    """
    row = _open(draft)
    located, grid = place.located, place.located.coordinates.grid()
    row.address = None
    row.street, row.postcode, row.city = place.street, place.postcode, located.city
    row.coordinates = {"latitude": located.coordinates.latitude, "longitude": located.coordinates.longitude}
    row.coordinates_source = located.source
    row.grid_row, row.grid_column = grid.row, grid.column
    row.access, row.access_code, row.access_instructions = (
        place.way_in.access,
        place.way_in.code,
        place.way_in.instructions,
    )
    told_map_service(place, row.subject_id, at=at)
    _tell(row, household, note, health_answer, at=at)
    return _touched(row, at)


@transaction.atomic
def use_address(
    draft: Draft,
    *,
    address: Address,
    household: HouseholdAnswer,
    note: str = "",
    health_answer: HealthAnswer | None = None,
    by: Actor,  # noqa: ARG001
    at: datetime,
) -> Draft:
    """Order to an address that the customer has already given: nothing about it is asked or copied.

    Raises:
        TooLong, AlreadyOrdered, DraftIsGone: see each.
    """
    row = _open(draft)
    _leave_place(row)
    row.address, row.postcode, row.city = address, address.postcode, address.city
    row.grid_row, row.grid_column = address.grid_row, address.grid_column
    _tell(row, household, note, health_answer, at=at)
    return _touched(row, at)


@transaction.atomic
def give_contact(draft: Draft, *, contact: Contact, payer: Payer | None = None, by: Actor, at: datetime) -> Draft:  # noqa: ARG001
    """Say who orders, how to reach them, and who pays when it is somebody else.

    Raises:
        AlreadyOrdered, DraftIsGone: see each.
    """
    row = _open(draft)
    row.customer = None
    row.kind, row.language = contact.kind, contact.language
    row.first_name, row.last_name = contact.first_name, contact.last_name
    row.company_name, row.business_id = contact.company_name, contact.business_id
    row.email, row.phone = contact.email, contact.phone
    row.payer = payer.as_json() if payer else None
    return _touched(row, at)


@transaction.atomic
def order_as(draft: Draft, *, customer: Customer, payer: Payer | None = None, by: Actor, at: datetime) -> Draft:  # noqa: ARG001
    """Order as a customer that the signed-in person is; nothing about them is asked again.

    Raises:
        AlreadyOrdered, DraftIsGone: see each.
    """
    row = _open(draft)
    row.customer = customer
    row.payer = payer.as_json() if payer else None
    return _touched(row, at)


@transaction.atomic
def ask_early_start(draft: Draft, *, by: Actor, at: datetime) -> Draft:  # noqa: ARG001
    """Note that a consumer asks for the work to be done before their 14 days of withdrawal are over.

    Source: Consumer Protection Act ch. 6; a visit within 14 days needs the express request.

    Raises:
        AlreadyOrdered, DraftIsGone: see each.
    """
    row = _open(draft)
    row.early_start_asked_at = at
    return _touched(row, at)


def quote(draft: Draft, *, at: datetime) -> Quote | None:
    """Return what the draft costs by today's price list, None before a service is chosen.

    The day of the visit, once chosen, decides the rate of VAT. Raises as `catalogue.quotes.quote`.
    """
    if draft.selection is None:
        return None
    return quote_of(draft, catalogue.chosen(draft.selection, walltime.day_of(at)), at=at)


def quote_of(draft: Draft, offering: Offering, *, at: datetime) -> Quote:
    """Return what the draft costs when its service is at hand as it is offered today: no query. Raises as `quote`."""
    assert draft.selection is not None  # noqa: S101 -- the service is that of the selection
    performed_on = walltime.day_of(draft.starts_at) if draft.starts_at else None
    today = walltime.day_of(at)
    return pricing.price(quotes.terms_of(offering, draft.selection, today, performed_on=performed_on))


def locked(draft: Draft) -> Draft:
    """Return the draft as it is now, locked until the end of the transaction, also when it has become an order.

    Raises:
        DraftIsGone: it has been forgotten.
    """
    row = Draft.objects.select_for_update().filter(id=draft.id).first()
    if row is None:
        raise DraftIsGone
    return row


def sweep(*, at: datetime) -> int:
    """Forget every draft untouched for 24 hours: its rows, then its key. Returns how many.

    What a placed draft has left is only the row; its key has become the customer's.
    """
    stale = list(Draft.objects.filter(touched_at__lte=at - LIFE).values_list("id", flat=True))
    for draft_id in stale:
        _forget(draft_id, at=at)
    return len(stale)


@transaction.atomic
def discard(draft: Draft, *, by: Actor, at: datetime) -> None:  # noqa: ARG001
    """Forget a draft now, because whoever was filling it in says so.

    Raises:
        AlreadyOrdered, DraftIsGone: see each.
    """
    _forget(_open(draft).id, at=at)


@transaction.atomic
def _forget(draft_id: UUID, *, at: datetime) -> None:
    row = Draft.objects.select_for_update().filter(id=draft_id).first()
    if row is None:
        return
    is_placed = row.order_id is not None
    if not is_placed:
        HealthNote.objects.filter(draft=row).delete()
        HealthConsent.objects.filter(subject_id=row.subject_id).delete()
    row.delete()
    if not is_placed:
        forget(row.subject_id, at=at)


def _open(draft: Draft) -> Draft:
    """Return the draft, locked, for writing."""
    row = locked(draft)
    if row.order_id is not None:
        raise AlreadyOrdered
    return row


def _touched(row: Draft, at: datetime) -> Draft:
    row.touched_at = at
    row.save()
    return row


def _leave_place(row: Draft) -> None:
    row.address = None
    row.street = row.coordinates = row.access_code = row.access_instructions = None
    row.access = row.coordinates_source = row.city = ""
    row.grid_row = row.grid_column = None


def _tell(
    row: Draft, household: HouseholdAnswer, note: str, health_answer: HealthAnswer | None, *, at: datetime
) -> None:
    row.pets, row.children = household.pets_json, household.children_json
    row.note = texts.lines(note) or None
    health.tell(row, health_answer, at=at)
