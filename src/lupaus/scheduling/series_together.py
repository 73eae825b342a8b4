"""What belongs together in a series: a provider answers once for all visits they have been asked to do."""

from lupaus.scheduling.models import Offer, OfferState, Series, Visit


def lock_series(visit: Visit) -> Series | None:
    """Return the series of a visit, locked before any of its visits is, None when it has none.

    In this order for everybody, so that two who answer for different visits of one series never wait for each other.
    """
    return Series.objects.select_for_update().filter(occurrences__visit=visit.pk).first()


def open_with(offer: Offer, series: Series | None) -> list[Offer]:
    """Return the other offers of the series that wait for the same provider's answer, the earliest visit first."""
    if series is None:
        return []
    rows = Offer.objects.filter(
        visit__occurrence__series=series, provider=offer.provider_id, state=OfferState.OPEN
    ).exclude(pk=offer.pk)
    return list(rows.select_related("provider").order_by("visit__starts_at"))
