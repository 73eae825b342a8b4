"""Partners for tests: complete ones, so that a test takes away the one thing it is about."""

from datetime import datetime, timedelta
from io import BytesIO
from uuid import UUID, uuid4

from pypdf import PdfWriter

from lupaus.kernel import walltime
from lupaus.partners import assessments, papers, partners
from lupaus.partners.models import Ground, Item, Partner
from lupaus.partners.partners import Profile
from lupaus.partners.questions import Answer, Question
from lupaus.promises import Actor, Category, Purpose, Recipient, Role
from tests.support import NOON


def _blank() -> bytes:
    """Return a sheet without words."""
    paper, written = PdfWriter(), BytesIO()
    paper.add_blank_page(width=595, height=842)
    paper.write(written)
    return written.getvalue()


PDF = _blank()
CATEGORIES = {
    Recipient.MAIL_CARRIER: (Category.EMAIL, Category.MESSAGE),
    Recipient.TEXT_CARRIER: (Category.PHONE, Category.MESSAGE),
    Recipient.MAP_SERVICE: (Category.STREET, Category.POSTCODE),
    Recipient.ACCOUNTANT: (Category.NAME, Category.INVOICE),
}


def officer() -> Actor:
    """Return somebody who looks after the registers."""
    return Actor.person(uuid4(), Role.PRIVACY)


def profile(
    recipient: Recipient = Recipient.MAIL_CARRIER,
    *,
    name: str = "Posti Malli Oy",
    country: str = "FI",
    ground: Ground = Ground.EEA,
    hosts: tuple[str, ...] = ("smtp.malli.example",),
    subprocessors: tuple[tuple[str, str], ...] = (),
) -> Profile:
    """Return what a partner is."""
    return Profile(
        name=name,
        purpose=Purpose.MESSAGING,
        categories=CATEGORIES[recipient],
        country=country,
        ground=ground,
        hosts=hosts,
        subprocessors=subprocessors,
    )


def complete(
    recipient: Recipient = Recipient.MAIL_CARRIER,
    what: Profile | None = None,
    *,
    at: datetime = NOON,
    ends_at: datetime | None = None,
) -> Partner:
    """Make a partner that lacks nothing; its next review is in a year."""
    by, today = officer(), walltime.day_of(at)
    partner = partners.add(recipient, what or profile(recipient), by=by, at=at)
    terms = papers.Terms(signed_on=today, ends_at=ends_at, items=tuple(Item))
    papers.record(partner, terms, content=PDF, by=by, at=at)
    papers.promise_secrecy(partner, given_by="Maija Malli", until=at + timedelta(days=3650), by=by, at=at)
    review = today + timedelta(days=365)
    made = assessments.make(
        partner, dict.fromkeys(Question, Answer.YES), evidence="Tarkastusraportti", review_on=review, by=by, at=at
    )
    assessments.approve(made, by=officer(), at=at)
    return partner


def of_the_world(at: datetime) -> dict[str, UUID]:
    """Make an accounting firm with an assessment that waits for approval; return the ids its pages take."""
    partner = complete(Recipient.ACCOUNTANT, profile(Recipient.ACCOUNTANT, name="Tilitoimisto Malli Oy"), at=at)
    answers, review = dict.fromkeys(Question, Answer.YES), walltime.day_of(at) + timedelta(days=200)
    waits = assessments.make(partner, answers, evidence="Auditointi", review_on=review, by=officer(), at=at)
    return {
        "partner": partner.pk,
        "partner_agreement": partner.agreements.get().pk,
        "assessment": waits.pk,
    }
