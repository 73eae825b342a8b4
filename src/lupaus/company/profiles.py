"""Change who the company is, keeping who it was."""

from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lupaus.company import identifiers
from lupaus.company.locks import lock_table
from lupaus.company.models import Profile
from lupaus.journal import entries
from lupaus.kernel.refused import Refused
from lupaus.promises import Actor, Purpose, notices

LONGEST_NAME = 100
LONGEST_LINE = 60


class MissingDetail(Refused):
    """When something that the notice or an invoice must show is empty."""

    message = _("Täytä kaikki kohdat, joita tietosuojaseloste ja laskut tarvitsevat.")


class InvalidEmail(Refused):
    """When the text is no e-mail address."""

    message = _("Anna sähköpostiosoite, esimerkiksi asiakaspalvelu@yritys.fi.")


class TooLong(Refused):
    """When a detail is longer than a document can carry."""

    message = _("Lyhennä: tässä saa olla enintään %(most)s merkkiä.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What the notice, the invoices and the mails say of the company, as it was typed."""

    name: str
    business_id: str
    street: str
    postcode: str
    city: str
    email: str
    phone: str
    vat_id: str = ""
    iban: str = ""
    bic: str = ""
    is_in_prepayment_register: bool
    register_role: str
    register_email: str

    def checked(self) -> Self:
        """Return the details in their one right form.

        Raises:
            MissingDetail: a detail that must be there is empty.
            TooLong: a detail does not fit.
            InvalidBusinessId, InvalidVatId, InvalidIban, InvalidBic, InvalidPostcode, InvalidPhone, InvalidEmail:
                that detail is not right.
        """
        number = identifiers.business_id(self.business_id)
        return replace(
            self,
            name=_text(self.name, most=LONGEST_NAME),
            business_id=number,
            street=_text(self.street, most=LONGEST_NAME),
            postcode=identifiers.postcode(self.postcode),
            city=_text(self.city, most=LONGEST_LINE),
            email=_email(self.email),
            phone=identifiers.phone(self.phone),
            vat_id=identifiers.vat_id(self.vat_id, of=number),
            iban=identifiers.iban(self.iban),
            bic=identifiers.bic(self.bic),
            register_role=_text(self.register_role, most=LONGEST_LINE),
            register_email=_email(self.register_email),
        )


@transaction.atomic
def change(details: Details, *, by: Actor, at: datetime) -> Profile:
    """Write who the company is from now on; what it was before stays as it was. No change writes no row.

    Raises:
        Refused: as `Details.checked`.
    """
    checked = details.checked()
    lock_table(Profile)
    newest = Profile.objects.order_by("-revision").first()
    if newest is not None and details_of(newest) == checked:
        return newest
    revision = newest.revision + 1 if newest else 1
    profile = Profile.objects.create(revision=revision, valid_from_at=at, **asdict(checked))
    entries.record(
        "company.profile_changed", by=by, purpose=Purpose.SERVICE_DELIVERY, at=at, about=("profile", profile.id)
    )
    notices.changed(by=by, at=at)
    return profile


def details_of(profile: Profile) -> Details:
    """Return what a row says, as it would be typed again."""
    return Details(**{name: getattr(profile, name) for name in Details.__slots__})


def _text(text: str, *, most: int) -> str:
    tidy = " ".join(text.split())
    if not tidy:
        raise MissingDetail
    if len(tidy) > most:
        raise TooLong(most=most)
    return tidy


def _email(text: str) -> str:
    tidy = text.strip()
    try:
        validate_email(tidy)
    except ValidationError as wrong:
        raise InvalidEmail from wrong
    return tidy
