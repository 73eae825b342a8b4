"""Who answers for a firm: they sign in themselves, sign the confidentiality agreement, and see their own people.

Nothing but a letter is sent to them: they sign in with a code that comes to the address, like everybody.

Source: notice, "Henkilötietojen suojauksen periaatteet": partners and their employees are bound like ours.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from lupaus.accounts import users
from lupaus.accounts.models import Signature
from lupaus.communication import addresses, messages
from lupaus.company.queries import profile
from lupaus.journal import entries
from lupaus.kernel.refused import Refused
from lupaus.promises import Actor, Purpose
from lupaus.providers.firms import LONGEST, DetailIsMissing
from lupaus.providers.messages import FIRM, firm_invitation
from lupaus.providers.models import Attestation, Firm, FirmPerson, Proposal, Provider
from lupaus.vault.models import SubjectKind
from lupaus.vault.subjects import mint


class AnswersAlready(Refused):
    """When an account answers for a firm already."""

    message = _("Tällä sähköpostilla kirjautuu jo kumppaniyrityksen yhteyshenkilö. Anna toinen osoite.")


class HasLeft(Refused):
    """When somebody who answers for the firm no longer is written to, or let go again."""

    message = _("Yhteyshenkilö on jo poistettu.")


@dataclass(frozen=True, slots=True)
class Standing:
    """One of a firm's people as the firm sees them: a name, and what binds them."""

    worker: Provider
    is_signed: bool
    attested_until: datetime | None
    at: datetime

    @property
    def is_bound(self) -> bool:
        """Say whether the person can be given visits, as far as person and firm have signed for it."""
        return self.is_signed and self.attested_until is not None


@transaction.atomic
def invite(firm: Firm, *, name: str, email: str, by: Actor, at: datetime) -> FirmPerson:
    """Let somebody answer for a firm, and write to them how they sign in.

    Raises:
        DetailIsMissing: there is no name.
        AnswersAlready: their account answers for a firm already.
        NoProfileYet: the company has no name to write in.
    """
    tidy = " ".join(name.split())[:LONGEST]
    if not tidy:
        raise DetailIsMissing
    subject = mint(SubjectKind.PROVIDER, at=at)
    user = users.open_account(email, subject, by=by, at=at)
    if FirmPerson.objects.filter(user=user, left_at=None).exists():
        raise AnswersAlready
    person = FirmPerson(firm=firm, subject=subject, user=user, joined_at=at)
    person.name, person.email = tidy, email
    try:
        with transaction.atomic():
            person.save(force_insert=True)
    except IntegrityError as twice:
        raise AnswersAlready from twice
    _record("firm_person.invited", person, by=by, at=at)
    return write(person, by=by, at=at)


@transaction.atomic
def write(person: FirmPerson, *, by: Actor, at: datetime) -> FirmPerson:
    """Write to somebody who answers for a firm how they sign in.

    Raises:
        HasLeft: they do not any more.
    """
    if person.left_at is not None:
        raise HasLeft
    with addresses.writing_to(person.subject_id):
        messages.send(FIRM, firm_invitation(profile(at).name), to=person.subject_id, by=by, at=at)
    return person


@transaction.atomic
def let_go(person: FirmPerson, *, by: Actor, at: datetime) -> FirmPerson:
    """Let somebody answer for a firm no more: their next request does not open its pages.

    Raises:
        HasLeft: they do not any more.
    """
    locked = FirmPerson.objects.select_for_update().get(id=person.id)
    if locked.left_at is not None:
        raise HasLeft
    locked.left_at = at
    locked.save(update_fields=["left_at"])
    _record("firm_person.let_go", locked, by=by, at=at)
    return locked


def person_of(actor: Actor) -> FirmPerson | None:
    """Return who acts for a firm, with the firm; None when the actor answers for none."""
    if actor.id is None:
        return None
    return FirmPerson.objects.select_related("firm").filter(user_id=actor.id, left_at=None).first()


def workers_of(firm: Firm) -> QuerySet[Provider]:
    """Return the people of a firm who work here, in the order of lanes."""
    return Provider.objects.filter(firm=firm, left_at=None)


def standings(firm: Firm, *, at: datetime) -> tuple[Standing, ...]:
    """Return the people of a firm and what binds each; one query for any number."""
    signed = Signature.objects.live(at).filter(Q(subject=OuterRef("subject")) | Q(subject=OuterRef("user__subject")))
    attested = Attestation.objects.filter(provider=OuterRef("id"), firm=firm, given_at__lte=at, until__gt=at)
    latest = Subquery(attested.order_by("-until").values("until")[:1])
    found = workers_of(firm).annotate(is_signed=Exists(signed), attested_until=latest)
    return tuple(Standing(row, row.is_signed, row.attested_until, at) for row in found)


def everybody_of(firms: QuerySet[Firm]) -> dict[UUID, tuple[list[FirmPerson], list[Proposal]]]:
    """Return who answers for each firm, and whom it proposes, for the office; two queries for any number."""
    found: dict[UUID, tuple[list[FirmPerson], list[Proposal]]] = {firm.id: ([], []) for firm in firms}
    for person in FirmPerson.objects.filter(firm__in=found, left_at=None):
        found[person.firm_id][0].append(person)
    for proposal in Proposal.objects.filter(firm__in=found):
        found[proposal.firm_id][1].append(proposal)
    return found


def _record(action: str, person: FirmPerson, *, by: Actor, at: datetime) -> None:
    about = ("firm_person", person.id)
    entries.record(action, by=by, purpose=Purpose.WORKFORCE, at=at, subjects=[person.subject_id], about=about)
