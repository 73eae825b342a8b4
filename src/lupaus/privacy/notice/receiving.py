"""Who outside the office is given what: one line for each kind of recipient that a table names."""

from collections.abc import Iterable
from dataclasses import replace

from lupaus.partners import countries
from lupaus.privacy.declarations import Column
from lupaus.privacy.notice import statements, texts
from lupaus.privacy.notice.content import Paragraph, RecipientLine
from lupaus.privacy.notice.inputs import Partner
from lupaus.privacy.notice.registers import labels, ordered, receives
from lupaus.promises import Category, Recipient


def recipients(columns: Iterable[Column], language: str) -> tuple[RecipientLine, ...]:
    """Return a line for each recipient, with the categories that the program can give them."""
    given = list(columns)
    return tuple(
        _line(recipient, [column for column in given if gets(recipient, column)], language)
        for recipient in ordered(Recipient, (each for column in given for each in column.holds.recipients))
    )


def named(lines: Iterable[RecipientLine], partners: Iterable[Partner], language: str) -> tuple[RecipientLine, ...]:
    """Return the lines with the partners that are active today: their names, and the countries they work in."""
    known = list(partners)
    return tuple(
        _named(line, [each for each in known if line.id == f"recipients.{each.recipient}"], language) for line in lines
    )


def transfers(partners: Iterable[Partner], language: str) -> Paragraph:
    """Return what holds of transfers outside the EEA: none, or each with its country and ground."""
    abroad = [each for each in partners if each.is_abroad]
    if not abroad:
        return Paragraph("recipients.transfers", statements.STAYS.in_language(language), ("partners.Details",))
    said = "; ".join(transfer(each, language) for each in abroad)
    text = statements.GOES.in_language(language).format(partners=said)
    return Paragraph("recipients.transfers", text, ("partners.Details",))


def _named(line: RecipientLine, partners: list[Partner], language: str) -> RecipientLine:
    if not partners:
        return line
    where = dict.fromkeys(f"{each.name}, {countries.name(each.country, language)}" for each in partners)
    return replace(line, where="; ".join(where), declared=("partners.Partner", *line.declared))


def transfer(partner: Partner, language: str) -> str:
    """Return one transfer outside the EEA in words: to whom, where, on which ground."""
    ground = statements.TRANSFER_GROUNDS.get(partner.ground)
    words = ground.in_language(language) if ground else partner.ground
    source = f" {partner.source}" if partner.source else ""
    return f"{partner.name}, {countries.name(partner.country, language)}: {words}{source}"


def gets(recipient: Recipient, column: Column) -> bool:
    """Say whether the program can give a column to a recipient."""
    return recipient in column.holds.recipients and receives(recipient, column.category)


def _line(recipient: Recipient, columns: list[Column], language: str) -> RecipientLine:
    return RecipientLine(
        f"recipients.{recipient.code}",
        recipient.say(language),
        texts.RECIPIENTS[recipient].in_language(language),
        "",
        tuple(category.say(language) for category in ordered(Category, (column.category for column in columns))),
        (f"recipient:{recipient.code}", *labels(columns)),
    )
