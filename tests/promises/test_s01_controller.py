"""Clause S1: one profile of the controller feeds the notice, the invoices and the mails, and keeps its history."""

from datetime import timedelta
from io import BytesIO
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from lupaus.billing import invoices
from lupaus.company import identifiers, queries
from lupaus.company.models import Profile
from lupaus.foundation import clock
from lupaus.privacy.proof.promise import Promise, State
from lupaus.promises import Purpose, Role
from lupaus.providers import invitations, providers
from lupaus.providers.providers import Person
from lupaus.scheduling import acceptance, work
from lupaus.scheduling.models import Visit
from lupaus.vault.reading import processing
from tests.support import SYSTEM, outbox
from tests.world import World

PROMISE = Promise("S1", State.ENFORCED)

OLD, NEW = "Mallikatu 1", "Uudenkuunkatu 77"
FORM = {
    "name": "Kotipalvelu Malli Oy", "business_id": "1234567-1", "is_in_prepayment_register": "yes", "street": OLD,
    "postcode": "00100", "city": "Helsinki", "email": "info@malli.example", "phone": "010 123 4567",
    "iban": "FI21 1234 5600 0007 85", "register_role": "Tietosuojavastaava",
    "register_email": "tietosuoja@malli.example",
}  # fmt: skip
NOTICES = ("/tietosuoja", "/dataskydd", "/privacy", "/tietosuoja.json")


def send(world: World, **changed: str) -> int:
    """Send the profile's form as the owner, and return the status."""
    return world.client("owner").post(reverse("staff:settings_company_form"), FORM | changed).status_code


def shown() -> list[str]:
    """Return which address each notice shows a visitor."""
    pages = [Client().get(path).content.decode() for path in NOTICES]
    return [" and ".join(street for street in (OLD, NEW) if street in page) for page in pages]


def next_mail(world: World, name: str) -> str:
    """Let the company write to somebody, and return the letter as text."""
    person = Person(first_name=name, last_name="Tekijä", email=f"{name}@tekija.example", phone="040 999 8877")
    invited = providers.register(person, by=SYSTEM, at=clock.now())
    invitations.invite(invited, by=SYSTEM, at=clock.now(), now=clock.wall())
    (letter,) = (m for m in outbox("providers.invitation", at=world.at) if m.subject_id == invited.subject_id)
    return letter.text


def next_invoice(world: World) -> UUID:
    """Let A's coming visit be done and accepted, and return its invoice."""
    visit = Visit.objects.get(id=world.ids["visit"])
    provider = world.actor("p")
    with processing(provider, Purpose.SERVICE_DELIVERY, visit.ends_at):
        work.start(visit, by=provider, at=visit.starts_at)
        work.finish(visit, by=provider, at=visit.ends_at)
    acceptance.accept(visit, by=world.actor("a"), at=visit.ends_at + timedelta(hours=1))
    clock.set_to(visit.ends_at + timedelta(hours=2))
    (issued,) = invoices.issue_due(at=visit.ends_at + timedelta(hours=2))
    return issued


def paper(world: World, invoice: UUID) -> bytes:
    """Return an invoice's PDF as the office fetches it."""
    answer = world.client("office").get(reverse("staff:invoice_pdf", args=[invoice]))
    assert answer.status_code == 200
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def words(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def test_a_business_id_whose_check_digit_does_not_fit_is_refused(world: World) -> None:
    before = queries.profile(clock.now())

    assert send(world, business_id="3000548-7") == 422

    assert (queries.profile(clock.now()), Profile.objects.count()) == (before, 1)


def test_a_business_id_whose_check_digit_fits_is_accepted(world: World) -> None:
    assert send(world, business_id="3000548-6") == 302

    assert queries.profile(clock.now()).business_id == "3000548-6"
    assert all("3000548-6" in Client().get(path).content.decode() for path in NOTICES)


def test_a_new_address_stands_in_every_notice_at_once(world: World) -> None:
    before = shown()

    send(world, street=NEW)

    assert (before, shown()) == ([OLD] * 4, [NEW] * 4)


def test_the_next_mail_shows_the_new_address(world: World) -> None:
    before = next_mail(world, "aada")

    send(world, street=NEW)

    after = next_mail(world, "bertta")
    assert [(OLD in letter, NEW in letter) for letter in (before, after)] == [(True, False), (False, True)]


def test_the_next_invoice_shows_the_new_address_and_the_old_one_stays(world: World) -> None:
    old = paper(world, world.ids["invoice"])

    send(world, street=NEW)

    new = words(paper(world, next_invoice(world)))
    assert (NEW in new, OLD in new) == (True, False)
    assert paper(world, world.ids["invoice"]) == old
    assert OLD in words(old)


def test_the_history_stays_to_be_read(world: World) -> None:
    send(world, street=NEW)

    page = world.client("office").get(reverse("staff:settings_company")).content.decode()

    assert page.index(NEW) < page.index(OLD)


def test_only_the_owner_changes_the_profile(world: World) -> None:
    for who in ("office", "privacy", "p", "a"):
        answer = world.client(who).post(reverse("staff:settings_company_form"), FORM | {"street": NEW})
        assert answer.status_code == 404
    assert Role.OWNER in world.actor("owner").roles
    assert shown() == [OLD] * 4


def test_control_without_the_check_digit_a_wrong_id_is_published(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(identifiers.ytunnus, "validate", lambda typed: typed.replace("-", ""))

    assert send(world, business_id="3000548-7") == 302

    assert "3000548-7" in Client().get("/tietosuoja").content.decode()


def test_control_without_the_history_the_old_address_stays_or_is_lost(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = Profile.objects.get()
    monkeypatch.setattr(queries, "profile_or_none", lambda at: first)
    send(world, street=NEW)

    assert shown() == [OLD] * 4
