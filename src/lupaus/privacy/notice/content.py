"""What a compiled notice consists of: plain values, the same for a page, for JSON and for the fingerprint."""

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
class PurposeLine:
    """One purpose of a register, the grounds in law on which it stands, and the data it uses."""

    purpose: str
    bases: tuple[str, ...]
    categories: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DataLine:
    """One category of data in a register: why, from where, to whom, until when."""

    category: str
    purposes: tuple[str, ...]
    bases: tuple[str, ...]
    sources: tuple[str, ...]
    recipients: tuple[str, ...]
    retentions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RegisterPart:
    """One register."""

    code: str
    name: str
    people: str
    purposes: tuple[PurposeLine, ...]
    data: tuple[DataLine, ...]


@dataclass(frozen=True, slots=True)
class ViewerLine:
    """Who sees which categories, for what, and in which window of time."""

    viewer: str
    purpose: str
    window: str
    categories: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StoreLine:
    """One place where data lies, how it is protected, until when."""

    name: str
    protection: str
    retention: str


@dataclass(frozen=True, slots=True)
class CookieLine:
    """One cookie."""

    name: str
    why: str
    lasts: str


@dataclass(frozen=True, slots=True)
class RightLine:
    """One right, and how to use it here and now."""

    right: str
    how: str
    url_name: str


@dataclass(frozen=True, slots=True)
class Notice:
    """The whole notice in one language; `controller` is None until the company has said who it is."""

    language: str
    title: str
    lead: str
    plain: tuple[str, ...]
    """The summary in plain language, a paragraph each."""
    controller: Controller | None
    registers: tuple[RegisterPart, ...]
    viewers: tuple[ViewerLine, ...]
    stores: tuple[StoreLine, ...]
    cookies: tuple[CookieLine, ...]
    rights: tuple[RightLine, ...]
    statements: tuple[str, ...]
