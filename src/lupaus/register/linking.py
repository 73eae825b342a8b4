"""How people who are linked to customers get an account, and how they are reached."""

from uuid import UUID

from django.db.models import F, QuerySet

from lupaus.register.linked_people import EVERY, rows_of
from lupaus.register.models import BillingParty, CompanyUser, Registrant
from lupaus.vault.models import Subject


def unclaimed_subject(email_index: str) -> Subject | None:
    """Return the subject of a company's user, a payer or a registrant with this address and no account."""
    user = CompanyUser.objects.filter(user=None, ended_at=None, email_index=email_index).select_related("subject")
    payer = payers().filter(user=None, email_index=email_index).select_related("subject")
    new = Registrant.objects.filter(user=None, email_index=email_index).select_related("subject")
    found = user.first() or payer.order_by("-added_at").first() or new.order_by("-registered_at").first()
    return found.subject if found else None


def payers() -> QuerySet[BillingParty]:
    """Return the payers who are somebody else than the customer: a bill to their other address is nobody."""
    return BillingParty.objects.exclude(subject=F("customer__subject"))


def claim(user_id: UUID, email_index: str) -> None:
    """Give an account whatever is linked under an address that it has just proved to own; harmless when repeated."""
    CompanyUser.objects.filter(user=None, ended_at=None, email_index=email_index).update(user=user_id)
    payers().filter(user=None, email_index=email_index).update(user=user_id)
    Registrant.objects.filter(user=None, email_index=email_index).update(user=user_id)


def follow_account(user_id: UUID, email: str) -> None:
    """Give whatever an account has claimed the address that the account has moved to and proved."""
    for rows in (
        CompanyUser.objects.select_for_update().filter(user_id=user_id),
        BillingParty.objects.select_for_update().filter(user_id=user_id),
        Registrant.objects.select_for_update().filter(user_id=user_id),
    ):
        for row in rows:
            row.email = email
            row.save()


def address_of(subject_id: UUID, channel: str) -> str | None:
    """Return where somebody linked to a customer is reached: "email" or "sms"; read in the writer's own processing."""
    for model in EVERY:
        row = rows_of(model).filter(subject_id=subject_id).first()
        if row is not None:
            found: str | None = row.phone if channel == "sms" else row.email
            return found
    other = (
        BillingParty.objects.filter(subject_id=subject_id).first()
        or Registrant.objects.filter(subject_id=subject_id).first()
    )
    return str(other.email) if other is not None and other.email and channel == "email" else None


def language_of(subject_id: UUID) -> str:
    """Return the language that somebody linked to a customer is written to in, empty for everybody else."""
    found = (rows_of(model).filter(subject=subject_id).values_list("language", flat=True).first() for model in EVERY)
    payers_own = BillingParty.objects.filter(subject=subject_id).values_list("language", flat=True)
    return next(filter(None, found), None) or payers_own.first() or ""
