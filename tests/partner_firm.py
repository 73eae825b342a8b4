"""A firm whose people work for the company of the world: who answers for it, whom it attests for and proposes."""

from datetime import datetime
from typing import TYPE_CHECKING, Final

from lupaus.promises import Role
from lupaus.providers import firm_people, firms, proposals
from lupaus.providers.firms import FirmDetails
from lupaus.providers.models import Provider
from lupaus.providers.providers import Person
from tests.support import FAR, SYSTEM, bind

if TYPE_CHECKING:
    from tests.world import World

FIRM: Final = FirmDetails(name="Kumppani Canary Ky", business_id="1234567-1", contact="Kumppanitar Canaria")
ADDRESS: Final = "kumppanitar@canaria.fi"
PROPOSED: Final = Person(
    first_name="Ehdokki", last_name="Ehdokaslintu", email="ehdokki@canaria.fi", phone="+358 40 5553 219"
)


def add(world: "World", at: datetime) -> None:
    """Let Q work, since `at`, for a firm that attests secrecy for them and has proposed another."""
    q = Provider.objects.get(id=world.ids["provider_q"])
    firm = firms.add(FIRM, until=FAR, by=SYSTEM, at=at)
    firms.employ(q, firm, by=SYSTEM, at=at)
    attestation = firms.attest(q, given_by=FIRM.contact, until=FAR, by=SYSTEM, at=at)
    answering = firm_people.invite(firm, name=FIRM.contact, email=ADDRESS, by=SYSTEM, at=world.at)
    bind(answering.user, role=Role.FIRM)
    proposal = proposals.propose(answering, PROPOSED, until=FAR, by=SYSTEM, at=world.at)
    world.users["firm"] = answering.user
    world.ids |= {"firm": firm.id, "attestation": attestation.id}
    world.ids |= {"firm_person": answering.id, "proposal": proposal.id}
