"""The notice says what the declarations say, in three languages, and nothing else."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from lupaus.company.models import Profile
from lupaus.privacy import declarations
from lupaus.privacy.declarations import Column
from lupaus.privacy.notice import compiler, fingerprint, inputs, kept, statements, texts
from lupaus.privacy.notice.compiler import LANGUAGES, compile_notice
from lupaus.privacy.notice.headings import HEADINGS, STRIPS
from lupaus.privacy.notice.layout import laid_out
from lupaus.privacy.notice.registers import receives, registers
from lupaus.privacy.notice.rights import RIGHTS
from lupaus.privacy.proof.rug import Rug, Strip, Thread
from lupaus.promises import (
    ACCESS,
    After,
    Basis,
    Category,
    Holds,
    Purpose,
    Recipient,
    Register,
    Source,
    Text,
    Trigger,
    notices,
)
from lupaus.promises.grounds import REASONS
from lupaus.promises.stores import COOKIES, STORES
from lupaus.register.models import Customer

HOLDS = Holds(
    register=Register.CUSTOMERS,
    subject="subject",
    purposes=(Purpose.CUSTOMER_CARE,),
    basis=Basis.CONTRACT,
    source=Source.PERSON,
    recipients=(Recipient.MAIL_CARRIER,),
    retention=After(Trigger.CONTRACT_END, years=1),
    personal={"email": Category.EMAIL},
)


def profile() -> Profile:
    return Profile(
        revision=1,
        valid_from_at=datetime(2026, 1, 1, tzinfo=UTC),
        name="Kotipalvelu Malli Oy",
        business_id="1234567-1",
        street="Mallikatu 1",
        postcode="00100",
        city="Helsinki",
        email="info@esimerkki.fi",
        phone="+358101234567",
        is_in_prepayment_register=True,
        register_role="tietosuojavastaava",
        register_email="tietosuoja@esimerkki.fi",
    )


def of(of_whom: Profile | None) -> str:
    return fingerprint.of(fingerprint.documents(inputs.of(of_whom)))


def columns(*holds: Holds) -> list[Column]:
    return [Column(Customer, each, name, category) for each in holds for name, category in each.personal.items()]


def test_a_line_of_data_says_why_from_where_to_whom_and_until_when() -> None:
    (register,) = registers(columns(HOLDS), "fi")

    (line,) = register.data
    assert (line.category, line.purposes, line.bases, line.sources, line.recipients, line.retentions) == (
        "sähköpostiosoite",
        ("asiakassuhteen hoitaminen",),
        ("sopimus",),
        ("sinulta itseltäsi",),
        ("sähköpostin välittäjä",),
        ("1 vuosi sopimuksen päättymisestä",),
    )


def test_a_purpose_without_a_table_is_not_in_the_notice() -> None:
    (register,) = registers(columns(HOLDS), "fi")

    assert [line.purpose for line in register.purposes] == ["asiakassuhteen hoitaminen"]


def test_a_second_basis_names_what_it_is_for() -> None:
    health = replace(HOLDS, basis=Basis.EXPLICIT_CONSENT, personal={"note": Category.HEALTH})

    (register,) = registers(columns(HOLDS, HOLDS, health), "fi")

    assert register.purposes[0].bases == ("sopimus", "nimenomainen suostumus (välttämättömät terveystiedot)")


def test_a_column_from_elsewhere_names_its_own_source() -> None:
    place = replace(
        HOLDS, personal={"street": Category.STREET, "point": Category.COORDINATES}, sources={"point": Source.GEOCODER}
    )

    (register,) = registers(columns(place), "fi")

    assert [line.sources for line in register.data] == [("sinulta itseltäsi",), ("osoitteesta laskettu",)]


def test_several_retentions_say_for_which_purpose_where_there_is_one() -> None:
    draft = replace(HOLDS, purposes=(Purpose.ORDERING,), retention=After(Trigger.COLLECTED, days=1))
    order = replace(HOLDS, purposes=(Purpose.CUSTOMER_CARE, Purpose.INVOICING))

    (register,) = registers(columns(order, draft), "fi")

    assert register.data[0].retentions == (
        "tilauksen tekeminen: 1 vuorokausi tallentamisesta",
        "1 vuosi sopimuksen päättymisestä",
    )


@pytest.mark.parametrize(
    ("recipient", "category", "gets"),
    [
        (Recipient.ASSIGNED_PROVIDER, Category.STREET, True),
        (Recipient.ASSIGNED_PROVIDER, Category.BILLING_ADDRESS, False),
        (Recipient.ASSIGNED_PROVIDER, Category.EMAIL, False),
        (Recipient.ASSIGNED_PROVIDER, Category.POSTCODE, True),
        (Recipient.MAIL_CARRIER, Category.HEALTH, False),
        (Recipient.MAIL_CARRIER, Category.EMAIL, True),
    ],
)
def test_a_recipient_is_named_only_for_what_the_program_can_give_them(
    recipient: Recipient, category: Category, gets: bool
) -> None:
    assert receives(recipient, category) is gets


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_declarations_give_the_same_notice_byte_for_byte(language: str) -> None:
    first = fingerprint.canonical([laid_out(compile_notice(inputs.of(profile()), language))])
    compiler._from_declarations.cache_clear()

    assert fingerprint.canonical([laid_out(compile_notice(inputs.of(profile()), language))]) == first


def test_another_address_of_the_company_gives_another_fingerprint() -> None:
    moved = profile()
    moved.street = "Uusikatu 2"

    assert of(moved) != of(profile())
    assert of(profile()) == of(profile())


@pytest.fixture
def changed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let one table hold one category more, as after a change of the code."""
    real = list(declarations.columns())
    more = columns(replace(HOLDS, personal={"note": Category.RATING}, retention=After(Trigger.VISIT_END, days=3)))
    monkeypatch.setattr(declarations, "columns", lambda: [*real, *more])
    compiler._from_declarations.cache_clear()
    yield
    monkeypatch.undo()
    compiler._from_declarations.cache_clear()


@pytest.fixture
def before() -> str:
    return of(profile())


@pytest.mark.usefixtures("before", "changed")
def test_a_changed_declaration_gives_another_fingerprint(before: str) -> None:
    assert of(profile()) != before


@pytest.mark.django_db
def test_rooms_below_ask_for_the_fingerprint_by_time() -> None:
    assert notices.current_hash(datetime(2026, 11, 25, tzinfo=UTC)) == of(None)


def test_every_declared_column_is_in_the_notice() -> None:
    declared = {(column.holds.register, column.category) for column in declarations.columns()}
    told = {(part.name, line.category) for part in compile_notice(inputs.NOTHING, "fi").registers for line in part.data}

    assert told == {(register.say(), category.say()) for register, category in declared if register}


def test_every_store_and_cookie_is_in_the_notice() -> None:
    notice = compile_notice(inputs.NOTHING, "fi")

    assert (len(notice.stores), len(notice.cookies)) == (len(STORES), len(COOKIES))


def test_everybody_of_the_access_table_can_be_named() -> None:
    assert {row.role for row in ACCESS} <= texts.VIEWERS.keys()
    assert {row.relation for row in ACCESS} <= texts.WINDOWS.keys()


def test_no_sentence_lacks_a_language_and_none_was_left_in_finnish() -> None:
    every = [
        *HEADINGS.values(),
        *texts.PEOPLE.values(),
        *texts.VIEWERS.values(),
        *texts.WINDOWS.values(),
        *texts.RECIPIENTS.values(),
        *(each.text for each in (*statements.STATEMENTS, *statements.SECURITY, *statements.DISCLOSURE)),
        *statements.INTERESTS.values(),
        *REASONS.values(),
        *(text for right in RIGHTS for text in (right.right, right.how)),
        *(text for pair in STRIPS.values() for text in pair),
        *(
            word.value.text
            for kind in (Category, Purpose, Basis, Source, Recipient, Register, Trigger)
            for word in kind
        ),
        *(text for store in STORES for text in (store.name, store.protection)),
    ]

    assert [text for text in every if not (text.fi and text.sv and text.en)] == []
    assert [text for text in every if text.fi in {text.sv, text.en}] == []


def thread(row: str, strip: Strip) -> Thread:
    return Thread(row, strip, Text(f"{row} fi", f"{row} sv", f"{row} en"), 0)


def test_a_promise_kept_in_part_is_never_shown_as_kept() -> None:
    rug = Rug((thread("S76", Strip.PARTLY), thread("S22", Strip.ENFORCED), thread("S47", Strip.NOT_YET)))

    assert {part: [line.row for line in lines] for part, lines in kept.by_section(rug, "fi").items()} == {
        "viewers": ["S22"]
    }
    assert kept.briefly(rug, "sv") == ["S22 sv"]
    assert [line.row for line in kept.unfinished(rug, "fi")] == ["S76"]


def test_a_broken_promise_is_shown_as_broken() -> None:
    rug = Rug((thread("S47", Strip.BROKEN),))

    (line,) = kept.by_section(rug, "fi")["cookies"]
    assert (line.state, line.css, line.picture) == ("Ei toteudu nyt", "broken", "alert")
    assert kept.briefly(rug, "fi") == []


def test_every_row_has_a_part_of_the_page() -> None:
    assert {kept.section_of(f"S{number}") for number in range(1, 81)} == {
        "controller",
        "use",
        "data",
        "cookies",
        "viewers",
        "rights",
        "recipients",
        "retention",
    }
