"""Who outside the office is given what: one line for each kind of recipient that a table names."""

from collections.abc import Iterable

from lupaus.privacy.declarations import Column
from lupaus.privacy.notice import texts
from lupaus.privacy.notice.content import RecipientLine
from lupaus.privacy.notice.registers import labels, ordered, receives
from lupaus.promises import Category, Recipient


def recipients(columns: Iterable[Column], language: str) -> tuple[RecipientLine, ...]:
    """Return a line for each recipient, with the categories that the program can give them."""
    given = list(columns)
    return tuple(
        _line(recipient, [column for column in given if _gets(recipient, column)], language)
        for recipient in ordered(Recipient, (each for column in given for each in column.holds.recipients))
    )


def _gets(recipient: Recipient, column: Column) -> bool:
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
