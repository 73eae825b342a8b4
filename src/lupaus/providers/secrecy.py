"""What binds a provider to secrecy now: their own signature and, in a firm, what the firm attests."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from lupaus.accounts.models import Signature
from lupaus.providers.models import Attestation, Firm, Provider


@dataclass(frozen=True, slots=True)
class Secrecy:
    """What stands behind one provider at a moment; `firm` is None for somebody who works for us themselves."""

    signature: Signature | None
    firm: Firm | None
    attestation: Attestation | None
    at: datetime

    @property
    def firm_is_committed(self) -> bool:
        """Say whether the firm's own promise holds; there is nothing to hold without a firm."""
        return self.firm is None or self.at < self.firm.committed_until

    @property
    def binds(self) -> bool:
        """Say whether the provider can be given visits, as far as secrecy goes; as `queries.assignable` asks."""
        vouched_for = self.firm is None or (self.firm_is_committed and self.attestation is not None)
        return self.signature is not None and vouched_for


def of(provider: Provider, *, at: datetime) -> Secrecy:
    """Return what binds a provider at a moment; two queries."""
    signed = Signature.objects.live(at).filter(Q(subject=provider.subject_id) | Q(subject__in=_account(provider)))
    return Secrecy(
        signature=signed.select_related("agreement").order_by("-until").first(),
        firm=provider.firm,
        attestation=attestations(provider, at=at).first(),
        at=at,
    )


def attestations(provider: Provider, *, at: datetime) -> QuerySet[Attestation]:
    """Return what the provider's firm attests now, that with the latest end first."""
    live = Attestation.objects.filter(provider=provider, given_at__lte=at, until__gt=at)
    return live.filter(firm=provider.firm_id).order_by("-until")


def firms() -> QuerySet[Firm]:
    """Return the firms, each with its working people."""
    return Firm.objects.prefetch_related("workers")


def _account(provider: Provider) -> list[object]:
    return [provider.user.subject_id] if provider.user else []
