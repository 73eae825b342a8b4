"""A firm proposes one of its people as a provider; the company decides. What was decided or forgotten is gone.

Whether the address is a provider's already is not told to the firm: that would be telling who works here.
"""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lupaus.communication import addresses, messages
from lupaus.journal import entries
from lupaus.kernel.refused import Refused
from lupaus.promises import Actor, Purpose
from lupaus.providers import firms, providers
from lupaus.providers.firms import EndsTooEarly, FirmIsNotCommitted
from lupaus.providers.messages import FIRM, proposal_decided
from lupaus.providers.models import Firm, FirmPerson, Proposal, Provider
from lupaus.providers.providers import Person
from lupaus.vault import subjects
from lupaus.vault.models import SubjectKind
from lupaus.vault.subjects import mint

MOST_WAITING: Final = 20
KEPT: Final = timedelta(days=30)


class TooMany(Refused):
    """When a firm has proposed more people than anybody decides about at once."""

    message = _("Yritykselläsi on jo 20 ehdotusta odottamassa. Odota, että ne käsitellään.")


class NotYours(Refused):
    """When somebody proposes for a firm that they do not answer for any more."""

    message = _("Et enää vastaa tästä yrityksestä.")


class IsDecided(Refused):
    """When a proposal was decided, taken back or forgotten meanwhile."""

    message = _("Ehdotus on jo käsitelty.")


class OwnProposal(Refused):
    """When somebody decides about what they proposed themselves."""

    message = _("Et voi hyväksyä omaa ehdotustasi. Pyydä toista tekemään se.")


@transaction.atomic
def propose(asked_by: FirmPerson, person: Person, *, until: datetime, by: Actor, at: datetime) -> Proposal:
    """Propose somebody of one's firm, and attest that secrecy binds them until a moment.

    Raises:
        NotYours: they answer for the firm no more.
        FirmIsNotCommitted: the firm's own promise does not hold.
        TooMany: so many wait already.
        EndsTooEarly: the moment is past.
        Refused: as `Person.checked`.
    """
    checked = person.checked()
    firm = Firm.objects.select_for_update().get(id=asked_by.firm_id)
    if not FirmPerson.objects.filter(id=asked_by.id, left_at=None).exists():
        raise NotYours
    if firm.committed_until <= at:
        raise FirmIsNotCommitted
    if until <= at:
        raise EndsTooEarly
    if firm.proposals.count() >= MOST_WAITING:
        raise TooMany
    made = Proposal(subject=mint(SubjectKind.PROVIDER, at=at), firm=firm, asked_by=asked_by, asked_at=at, until=until)
    made.first_name, made.last_name = checked.first_name, checked.last_name
    made.email, made.phone = checked.email, checked.phone
    made.save(force_insert=True)
    _record("proposal.made", made, by=by, at=at)
    return made


@transaction.atomic
def approve(proposal: Proposal, *, by: Actor, at: datetime) -> Provider:
    """Take the person on for their firm, with what the firm attested; runs in the caller's processing.

    They can be given visits once they have skills, areas and hours, have opened their account and signed.

    Raises:
        IsDecided: it was decided meanwhile.
        OwnProposal: the approver proposed it.
        EmailIsTaken: another provider has the address.
        FirmIsNotCommitted, EndsTooEarly: what the firm promised has ended meanwhile.
    """
    locked = _locked(proposal)
    if locked.asked_by.user_id == by.id:
        raise OwnProposal
    details = Person(first_name=locked.first_name, last_name=locked.last_name, email=locked.email, phone=locked.phone)
    given_by = locked.asked_by.name
    made = firms.employ(providers.register(details, by=by, at=at), locked.firm, by=by, at=at)
    firms.attest(made, given_by=given_by, until=locked.until, by=by, at=at, firm=locked.firm)
    _tell(locked, is_approved=True, by=by, at=at)
    _drop(locked, "proposal.approved", by=by, at=at)
    return made


@transaction.atomic
def decline(proposal: Proposal, *, by: Actor, at: datetime) -> None:
    """Say no, tell the firm, and forget who was proposed.

    Raises:
        IsDecided: it was decided meanwhile.
    """
    locked = _locked(proposal)
    _tell(locked, is_approved=False, by=by, at=at)
    _drop(locked, "proposal.declined", by=by, at=at)


@transaction.atomic
def take_back(proposal: Proposal, *, by: Actor, at: datetime) -> None:
    """Take one's own proposal back, and forget who was proposed.

    Raises:
        IsDecided: it was decided meanwhile.
    """
    _drop(_locked(proposal), "proposal.taken_back", by=by, at=at)


def sweep(*, by: Actor, at: datetime) -> int:
    """Forget the proposals that nobody has decided about in thirty days; return how many."""
    old = list(Proposal.objects.filter(asked_at__lte=at - KEPT))
    for proposal in old:
        with transaction.atomic():
            _drop(proposal, "proposal.forgotten", by=by, at=at)
    return len(old)


def _locked(proposal: Proposal) -> Proposal:
    waiting = Proposal.objects.select_for_update(of=("self",)).select_related("firm", "asked_by")
    found = waiting.filter(id=proposal.id).first()
    if found is None:
        raise IsDecided
    return found


def _tell(proposal: Proposal, *, is_approved: bool, by: Actor, at: datetime) -> None:
    if proposal.asked_by.left_at is not None:
        return
    to = proposal.asked_by.subject_id
    with addresses.writing_to(to):
        messages.send(FIRM, proposal_decided(is_approved=is_approved), to=to, by=by, at=at)


def _drop(proposal: Proposal, action: str, *, by: Actor, at: datetime) -> None:
    subject_id = proposal.subject_id
    _record(action, proposal, by=by, at=at)
    proposal.delete()
    subjects.forget(subject_id, at=at)


def _record(action: str, proposal: Proposal, *, by: Actor, at: datetime) -> None:
    about = ("proposal", proposal.id)
    entries.record(action, by=by, purpose=Purpose.WORKFORCE, at=at, subjects=[proposal.subject_id], about=about)
