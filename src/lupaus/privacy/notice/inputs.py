"""What the notice is compiled from besides declarations: who the company is, its choices, its partners."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from lupaus.company import queries as company
from lupaus.company.models import Profile
from lupaus.kernel import walltime
from lupaus.partners import countries
from lupaus.partners import queries as partners
from lupaus.partners.models import Ground
from lupaus.privacy import policy
from lupaus.privacy.notice.chosen import AS_DECLARED, Chosen


@dataclass(frozen=True, slots=True)
class Contact:
    """Who answers in register matters: a role and an address, never a lone person."""

    role: str
    email: str


@dataclass(frozen=True, slots=True)
class Partner:
    """One active partner as the notice names it; `source` is the adequacy decision, where there is one."""

    recipient: str
    name: str
    country: str
    ground: str
    source: str

    @property
    def is_abroad(self) -> bool:
        """Say whether data leaves the EEA."""
        return self.ground != Ground.EEA.value


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything of one moment. Equal inputs give an equal notice."""

    profile: Profile | None = None
    contact: Contact | None = None
    chosen: Chosen = AS_DECLARED
    partners: tuple[Partner, ...] = ()


NOTHING: Final = Inputs()


def of(profile: Profile | None) -> Inputs:
    """Return the inputs of a company that has chosen nothing and has no partners."""
    return Inputs(profile, Contact(profile.register_role, profile.register_email) if profile else None)


def at(moment: datetime) -> Inputs:
    """Return the inputs as they are at a moment."""
    profile = company.profile_or_none(moment)
    choices = policy.choices(moment)
    return Inputs(profile, _contact(profile, choices), policy.chosen(choices), _partners(moment))


def _contact(profile: Profile | None, choices: policy.Choices) -> Contact | None:
    """Return who was chosen at the desk, else whom the company's profile names; None while the post is vacant."""
    if policy.CONTACT in choices:
        named = choices[policy.CONTACT]
        return Contact(str(named["role"]), str(named["email"])) if isinstance(named, dict) else None
    return Contact(profile.register_role, profile.register_email) if profile else None


def _partners(moment: datetime) -> tuple[Partner, ...]:
    day = walltime.day_of(moment)
    found = []
    for each in partners.active(moment):
        details = each.details
        decision = countries.adequacy(details.country, day) if details.ground == Ground.ADEQUACY else None
        source = decision.source if decision else ""
        found.append(Partner(each.recipient.code, details.name, details.country, details.ground, source))
    return tuple(sorted(found, key=lambda partner: (partner.recipient, partner.name)))
