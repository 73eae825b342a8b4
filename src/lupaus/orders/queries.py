"""Questions about drafts and orders, scoped to who asks."""

from collections import Counter
from collections.abc import Collection
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from lupaus.orders.models import Draft, HealthConsent, HealthNote, Household, Order
from lupaus.promises import Actor
from lupaus.register.models import Customer
from lupaus.register.queries import customers_of, managed_customers, own_customers


def counts(customers: Collection[Customer]) -> Counter[UUID]:
    """Return how many orders each of the customers has made; 0 for any other."""
    rows = Order.objects.filter(customer__in=customers).values_list("customer").annotate(Count("pk")).order_by()
    return Counter(dict(rows))


def draft_of(draft_id: UUID, actor: Actor) -> Draft:
    """Return the actor's own draft that is not placed yet.

    Raises:
        Draft.DoesNotExist: there is none, or it is somebody else's.
    """
    return Draft.objects.select_related("service", "customer", "address").get(
        id=draft_id, subject_id__in=actor.subjects, order=None
    )


def taken_down(draft_id: UUID, actor: Actor) -> Draft | None:
    """Return the draft that the actor is writing down for a caller, also when it has become an order; None without."""
    if actor.id is None:
        return None
    mine = Draft.objects.select_related("service", "customer", "address")
    return mine.filter(id=draft_id, taken_by=actor.id).first()


def order_of_draft(draft_id: UUID, actor: Actor) -> Order | None:
    """Return the order that the actor's own draft became, None before that or when it is somebody else's."""
    return Order.objects.filter(draft_key=draft_id, subject_id__in=actor.subjects).first()


def orders_of(actor: Actor) -> QuerySet[Order]:
    """Return the orders the actor may see, newest first: a person's own; for the office, all."""
    return Order.objects.filter(customer__in=customers_of(actor)).order_by("-placed_at")


def own_orders(actor: Actor) -> QuerySet[Order]:
    """Return the orders of the signed-in person, newest first."""
    return Order.objects.filter(customer__in=own_customers(actor)).order_by("-placed_at")


def repeatable(actor: Actor) -> Order | None:
    """Return the signed-in person's latest order that can be placed once more as it was, None without one."""
    return repeatables(actor).select_related("service", "address").first()


def repeatables(actor: Actor) -> QuerySet[Order]:
    """Return the signed-in person's orders that can be placed once more as they were, newest first."""
    return own_orders(actor).filter(service__withdrawn_at=None, address__removed_at=None)


def household_of(order: Order) -> Household | None:
    """Return who else is at home, None when nothing was told."""
    return Household.objects.filter(order=order).first()


def health_note_of(order: Order) -> HealthNote | None:
    """Return what was told of health with the order, None without."""
    return HealthNote.objects.filter(order=order).first()


def health_note_of_draft(draft: Draft) -> HealthNote | None:
    """Return what has been told of health with a draft, None without."""
    return HealthNote.objects.filter(draft=draft).first()


def own_telling_orders(actor: Actor) -> QuerySet[Order]:
    """Return the signed-in person's orders that tell of their home, or what to mind there, newest first."""
    told = Q(household__isnull=False) | Q(note__isnull=False)
    return (
        Order.objects.filter(told, customer__in=managed_customers(actor))
        .order_by("-placed_at")
        .select_related("household", "service")
    )


def own_consents(actor: Actor) -> QuerySet[HealthConsent]:
    """Return the consents that the signed-in person has given and withdrawn, newest first."""
    subjects = managed_customers(actor).values("subject_id")
    return HealthConsent.objects.filter(subject_id__in=subjects).order_by("-given_at")


def own_health_notes(actor: Actor) -> QuerySet[HealthNote]:
    """Return the health notes of the signed-in person with the consent they rest on."""
    return HealthNote.objects.filter(order__customer__in=managed_customers(actor)).select_related("consent", "order")
