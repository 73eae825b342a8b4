"""Firms whose people work for us: their promise of secrecy, and what they attest of each of their people.

Source: notice, "Henkilötietojen suojauksen periaatteet": partners and their employees are bound like ours.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Greatest
from django.utils.translation import gettext_lazy as _

from lupaus.company import identifiers
from lupaus.journal import entries
from lupaus.kernel.refused import Refused
from lupaus.promises import Actor, Purpose
from lupaus.providers.models import Attestation, Firm, Provider
from lupaus.vault.models import SubjectKind
from lupaus.vault.subjects import mint

LONGEST = 100


class DetailIsMissing(Refused):
    """When a firm has no name, or nobody who answers for it."""

    message = _("Anna yrityksen nimi ja se, kuka vakuuttaa sen puolesta.")


class EndsTooEarly(Refused):
    """When a commitment or an attestation would have ended already."""

    message = _("Anna päättymispäivä, joka on tulevaisuudessa.")


class HasNoFirm(Refused):
    """When something is attested for somebody who works for no firm."""

    message = _("Tekijä ei työskentele kumppaniyrityksessä, joten vakuutusta ei tarvita.")


class WorksElsewhere(Refused):
    """When a firm attests for somebody who works for another one by now."""

    message = _("Tekijä ei enää työskentele yrityksessäsi.")


class FirmIsNotCommitted(Refused):
    """When a firm attests for its people without being bound itself."""

    message = _("Yrityksen oma salassapitositoumus ei ole voimassa. Uusi se ensin.")


class AlreadyEnded(Refused):
    """When an attestation is ended that holds no more."""

    message = _("Vakuutus on jo päättynyt.")


@dataclass(frozen=True, slots=True, kw_only=True)
class FirmDetails:
    """Which firm it is, as it was typed; `contact` is who promised secrecy for it."""

    name: str
    business_id: str
    contact: str

    def checked(self) -> "FirmDetails":
        """Return the details in their right form.

        Raises:
            DetailIsMissing: the name or the contact is empty.
            InvalidBusinessId: the Y-tunnus is none.
        """
        name, contact = (" ".join(each.split())[:LONGEST] for each in (self.name, self.contact))
        if not name or not contact:
            raise DetailIsMissing
        return FirmDetails(name=name, business_id=identifiers.business_id(self.business_id), contact=contact)


@transaction.atomic
def add(details: FirmDetails, *, until: datetime, by: Actor, at: datetime) -> Firm:
    """Enter a firm that has promised secrecy for itself and its people, until a moment.

    Raises:
        EndsTooEarly: the moment is past.
        Refused: as `FirmDetails.checked`.
    """
    checked = details.checked()
    _check_end(until, at)
    firm = Firm(subject=mint(SubjectKind.PROVIDER, at=at), committed_from=at, committed_until=until)
    firm.name, firm.business_id, firm.contact = checked.name, checked.business_id, checked.contact
    firm.save(force_insert=True)
    _note("firm.added", firm, by=by, at=at)
    return firm


@transaction.atomic
def commit(firm: Firm, *, contact: str, until: datetime, by: Actor, at: datetime) -> Firm:
    """Note that a firm has renewed its promise; with a moment of now it ends, and with it the work of its people.

    Raises:
        DetailIsMissing: nobody promised it.
        EndsTooEarly: the moment is before now.
    """
    tidy = " ".join(contact.split())[:LONGEST]
    if not tidy:
        raise DetailIsMissing
    if until < at:
        raise EndsTooEarly
    locked = Firm.objects.select_for_update().get(id=firm.id)
    locked.contact, locked.committed_until = tidy, until
    locked.committed_from = min(locked.committed_from, until)
    locked.save()
    _note("firm.committed", locked, by=by, at=at)
    return locked


@transaction.atomic
def employ(provider: Provider, firm: Firm | None, *, by: Actor, at: datetime) -> Provider:
    """Say which firm a provider works for, None for us. What another firm attested counts no more."""
    locked = Provider.objects.select_for_update().get(id=provider.id)
    locked.firm = firm
    locked.save(update_fields=["firm"])
    _record("provider.firm_changed", locked, by=by, at=at)
    return locked


@transaction.atomic
def attest(
    provider: Provider, *, given_by: str, until: datetime, by: Actor, at: datetime, firm: Firm | None = None
) -> Attestation:
    """Note that a provider's firm has attested that secrecy binds this person, until a moment.

    `firm` is who attests, when it does so itself; None when the office writes down what the provider's firm has said.

    Raises:
        HasNoFirm: the provider works for no firm.
        WorksElsewhere: the provider works for another firm than `firm`.
        FirmIsNotCommitted: the firm's own promise does not hold.
        DetailIsMissing: nobody gave it.
        EndsTooEarly: the moment is past.
    """
    locked = Provider.objects.select_for_update(of=("self",)).select_related("firm").get(id=provider.id)
    if locked.firm is None:
        raise HasNoFirm
    if firm is not None and locked.firm_id != firm.id:
        raise WorksElsewhere
    if locked.firm.committed_until <= at:
        raise FirmIsNotCommitted
    tidy = " ".join(given_by.split())[:LONGEST]
    if not tidy:
        raise DetailIsMissing
    _check_end(until, at)
    attestation = Attestation.objects.create(
        subject_id=locked.subject_id,
        provider=locked,
        firm=locked.firm,
        given_by=tidy,
        given_at=at,
        until=until,
        recorded_by=by.id,
    )
    _record("provider.attested", locked, by=by, at=at)
    return attestation


@transaction.atomic
def end_attestation(attestation: Attestation, *, by: Actor, at: datetime) -> Attestation:
    """End an attestation now, and any other that the firm gives for the person: they are offered nothing more.

    Raises:
        AlreadyEnded: it holds no more.
    """
    locked = Attestation.objects.select_for_update(of=("self",)).select_related("provider").get(id=attestation.id)
    if locked.until <= at:
        raise AlreadyEnded
    beside = Attestation.objects.filter(provider=locked.provider_id, firm=locked.firm_id, until__gt=at)
    beside.update(until=Greatest("given_at", Value(at)))
    locked.refresh_from_db(fields=["until"])
    _record("provider.attestation_ended", locked.provider, by=by, at=at)
    return locked


@transaction.atomic
def withdraw(provider: Provider, firm: Firm, *, by: Actor, at: datetime) -> Attestation:
    """Take back what a firm attests for one of its people: from now on they are given no visits and open nothing.

    Raises:
        AlreadyEnded: the firm attests nothing for them now.
    """
    locked = Provider.objects.select_for_update().get(id=provider.id)
    live = Attestation.objects.filter(provider=locked, firm=firm, until__gt=at).first()
    if live is None:
        raise AlreadyEnded
    return end_attestation(live, by=by, at=at)


def _check_end(until: datetime, at: datetime) -> None:
    if until <= at:
        raise EndsTooEarly


def _note(action: str, firm: Firm, *, by: Actor, at: datetime) -> None:
    about = ("firm", firm.id)
    entries.record(action, by=by, purpose=Purpose.WORKFORCE, at=at, subjects=[firm.subject_id], about=about)


def _record(action: str, provider: Provider, *, by: Actor, at: datetime) -> None:
    about = ("provider", provider.id)
    entries.record(action, by=by, purpose=Purpose.WORKFORCE, at=at, subjects=[provider.subject_id], about=about)
