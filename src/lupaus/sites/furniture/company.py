"""Who the company is and how it is reached, for the frame of every page."""

from dataclasses import dataclass
from datetime import datetime

from lupaus.company import queries


@dataclass(frozen=True, slots=True)
class Contact:
    """What header and footer say of the company. Empty strings where the company has not said it yet."""

    name: str = ""
    phone: str = ""
    email: str = ""
    has_account: bool = False
    """Whether the company has said where invoices are paid; none are issued before."""


class LastKnown:
    """The contact this process read last, so that an error page needs no database to give a telephone number."""

    contact = Contact()


def contact(at: datetime) -> Contact:
    """Return the company's contact as of `at`, and remember it for the error pages."""
    profile = queries.profile_or_none(at)
    if profile is None:
        return Contact()
    LastKnown.contact = Contact(profile.name, profile.phone, profile.email, has_account=bool(profile.iban))
    return LastKnown.contact


def remembered() -> Contact:
    """Return the contact this process read last; reads nothing."""
    return LastKnown.contact
