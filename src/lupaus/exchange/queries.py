"""What people and the office may ask about what was brought in."""

from lupaus.exchange.models import About, Origin
from lupaus.promises import Actor


def own_origins(actor: Actor) -> list[Origin]:
    """Return where the customers that the actor is were brought in from, the earliest first; one query."""
    found = Origin.objects.filter(subject__in=actor.subjects, about_kind=About.CUSTOMER)
    return list(found.order_by("brought_at", "pk"))
