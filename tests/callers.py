"""Who calls about a customer, or writes to us without being one: a part of the world, every word of it a canary."""

from datetime import datetime
from typing import Final
from uuid import UUID

from lupaus.care import contacts, requests, tasks
from lupaus.care.models import CallTime, Way
from lupaus.kernel import walltime
from lupaus.register import linked_people
from lupaus.register.linked_people import Details
from lupaus.register.models import Customer
from tests.support import SYSTEM

KIN: Final = Details.checked(
    first_name="Lähimmäinen", last_name="Liinaharja", email="lahimmainen@liinaharja.fi", phone="+358 40 7788 221"
)
ASKER: Final = requests.Request.checked(
    name="Kyselias Kuukkeli",
    email="kyselias@kuukkeli.fi",
    text="Kuukkelin pesästä kysyisin",
    call_time=CallTime.ANY,
)


def of(customer: Customer, spoken_of: str, *, at: datetime) -> dict[str, UUID]:
    """Let a customer have been spoken with, a task be open, a next of kin be known, and a stranger have asked."""
    contacts.write(customer, Way.CALL, spoken_of, by=SYSTEM, at=at)
    return {
        "task": tasks.begin(customer, spoken_of, due_on=walltime.day_of(at), by=SYSTEM, at=at).pk,
        "linked": linked_people.add_next_of_kin(customer, KIN, by=SYSTEM, at=at).pk,
        "request": requests.ask(ASKER, by=SYSTEM, at=at).pk,
    }
