"""What a compiled notice consists of: plain values, the same for a page, for JSON and for the fingerprint.

Every line has an `id`, which is the same in every language and stays while the line says the same thing of the
same thing, and `declared`: the declarations of the program that it comes from.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Controller:
    """Who is responsible, and whom to write to."""

    name: str
    business_id: str
    address: str
    email: str
    phone: str
    register_role: str
    register_email: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One thought in words of our own: a sentence or a few; `of` are the lines that it sums up."""

    id: str
    text: str
    declared: tuple[str, ...] = ()
    of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PurposeLine:
    """One purpose of a register, the grounds in law on which it stands, and the data it uses."""

    id: str
    purpose: str
    bases: tuple[str, ...]
    categories: tuple[str, ...]
    declared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DataLine:
    """One category of data in a register: why, from where, to whom, until when."""

    id: str
    category: str
    purposes: tuple[str, ...]
    bases: tuple[str, ...]
    sources: tuple[str, ...]
    recipients: tuple[str, ...]
    retentions: tuple[str, ...]
    declared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RegisterPart:
    """One register."""

    code: str
    name: str
    people: str
    purposes: tuple[PurposeLine, ...]
    data: tuple[DataLine, ...]


@dataclass(frozen=True, slots=True)
class InterestLine:
    """Which interest is meant where a purpose stands on a legitimate one."""

    id: str
    purpose: str
    interest: str
    declared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RetentionLine:
    """One period of keeping, and why it is that long."""

    id: str
    length: str
    why: str
    declared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecipientLine:
    """One kind of recipient outside the office: who it is, where, and what it is given."""

    id: str
    recipient: str
    who: str
    where: str
    categories: tuple[str, ...]
    declared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ViewerLine:
    """Who sees which categories, for what, and in which window of time."""

    id: str
    viewer: str
    purpose: str
    window: str
    categories: tuple[str, ...]
    declared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StoreLine:
    """One place where data lies, how it is protected, until when."""

    id: str
    name: str
    protection: str
    retention: str
    declared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CookieLine:
    """One cookie."""

    id: str
    name: str
    why: str
    lasts: str
    declared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RightLine:
    """One right, and how to use it here and now."""

    id: str
    right: str
    how: str
    url_name: str
    declared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """The whole notice in one language; `controller` is None until the company has said who it is."""

    language: str
    title: str
    lead: str
    plain: tuple[Paragraph, ...]
    """The summary in plain language."""
    controller: Controller | None
    registers: tuple[RegisterPart, ...]
    interests: tuple[InterestLine, ...]
    unused: tuple[Paragraph, ...]
    """Purposes that the program knows and the company has chosen not to use."""
    periods: tuple[RetentionLine, ...]
    viewers: tuple[ViewerLine, ...]
    recipients: tuple[RecipientLine, ...]
    disclosure: tuple[Paragraph, ...]
    """What holds of every recipient, and of transfers."""
    stores: tuple[StoreLine, ...]
    security: tuple[Paragraph, ...]
    cookies: tuple[CookieLine, ...]
    rights: tuple[RightLine, ...]
    statements: tuple[Paragraph, ...]
