"""What comes into the small company from outside: registers that the owner brings in, a test letter."""

import hashlib
from datetime import datetime
from uuid import UUID

from lupaus.billing.models import OpeningInvoice
from lupaus.exchange import imports
from lupaus.exchange.kinds import Kind
from lupaus.privacy.models import Probe
from lupaus.promises import Actor, Purpose, Role
from lupaus.vault.reading import processing
from tests.exchange.files import address, book, customer, invoice
from tests.support import FAR

OWNER = Actor.person(UUID(int=11), Role.OWNER, confidential_until=FAR)


def brought(at: datetime) -> dict[str, UUID]:
    """Return the ids of an import that is checked, of one that is written, and of an invoice that it brought."""
    with processing(OWNER, Purpose.CUSTOMER_CARE, at, place="staff:imports"):
        waiting = imports.receive("rekisteri.xlsx", book({Kind.CUSTOMERS: [customer(1)]}), by=OWNER, at=at)
        imports.check(waiting, by=OWNER, at=at)
        sheets = {Kind.CUSTOMERS: [customer(2)], Kind.ADDRESSES: [address(2)], Kind.INVOICES: [invoice(2)]}
        done = imports.receive("toinen.xlsx", book(sheets), by=OWNER, at=at)
        imports.check(done, by=OWNER, at=at)
        imports.write_soon(done, by=OWNER, at=at)
    return {"import": waiting.pk, "written_import": done.pk, "opening": OpeningInvoice.objects.get().pk}


def letter(at: datetime) -> str:
    """Return the token of the day's test letter to the contact for register matters, which is under way."""
    token = "a-letter-under-way"
    Probe.objects.create(token_hash=hashlib.sha256(token.encode()).hexdigest(), address_hash="", sent_at=at)
    return token
