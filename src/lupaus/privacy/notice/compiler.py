"""Compile the notice from the declarations of every table, the access table, the stores and the company's profile."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Final

from django.conf import settings

from lupaus.company.models import Profile
from lupaus.privacy import declarations
from lupaus.privacy.declarations import Column
from lupaus.privacy.notice import statements, texts
from lupaus.privacy.notice.chosen import Chosen
from lupaus.privacy.notice.content import (
    Controller,
    CookieLine,
    InterestLine,
    Notice,
    Paragraph,
    RetentionLine,
    RightLine,
    StoreLine,
    ViewerLine,
)
from lupaus.privacy.notice.inputs import Contact, Inputs
from lupaus.privacy.notice.plain import PLAIN
from lupaus.privacy.notice.receiving import named, recipients, transfers
from lupaus.privacy.notice.registers import labels, ordered, registers, retention
from lupaus.privacy.notice.rights import RIGHTS
from lupaus.privacy.notice.statements import Statement
from lupaus.promises import ACCESS, Access, After, Basis, Category, Purpose, Relation, Role, Text
from lupaus.promises.grounds import Ground, ground_of, length
from lupaus.promises.stores import COOKIES, STORES

LANGUAGES: Final = ("fi", "sv", "en")

type Say = Callable[[Text], str]


def compile_notice(given: Inputs, language: str) -> Notice:
    """Return the notice in `language`; the same declarations and inputs always give an equal value.

    A purpose is in it only when a table of the running program holds data for it.
    """
    say = _in(language)
    skeleton = _from_declarations(language, given.chosen)
    return Notice(
        language=language,
        title=say(texts.TITLE),
        lead=say(texts.LEAD),
        plain=tuple(
            Paragraph(f"plain.{number}", say(each.text), of=each.of) for number, each in enumerate(PLAIN, start=1)
        ),
        controller=_controller(given.profile, given.contact) if given.profile else None,
        registers=skeleton.registers,
        interests=skeleton.interests,
        unused=skeleton.unused,
        periods=skeleton.periods,
        viewers=skeleton.viewers,
        recipients=named(skeleton.recipients, given.partners, language),
        disclosure=(*_said("recipients", statements.DISCLOSURE, say), transfers(given.partners, language)),
        stores=skeleton.stores,
        security=_said("security", statements.SECURITY, say),
        cookies=skeleton.cookies,
        rights=tuple(
            RightLine(f"rights.{each.code}", say(each.right), say(each.how), each.url_name, (f"rights:{each.code}",))
            for each in RIGHTS
        ),
        statements=_said("statements", statements.STATEMENTS, say),
    )


class _Skeleton:
    """What depends on declarations and choices alone, and so is computed once per process and language."""

    def __init__(self, language: str, chosen: Chosen) -> None:
        say = _in(language)
        columns = chosen.applied(declarations.columns())
        self.registers = registers(columns, language)
        self.interests = tuple(_interests(columns, language))
        self.unused = tuple(
            Paragraph(
                f"unused.{purpose.code}",
                say(statements.UNUSED).format(purpose=purpose.say(language).capitalize()),
                (f"purpose:{purpose.code}",),
            )
            for purpose in ordered(Purpose, chosen.unused)
        )
        self.periods = tuple(_periods(chosen, language))
        self.viewers = tuple(_viewers(chosen, language))
        self.recipients = recipients(columns, language)
        self.stores = tuple(
            StoreLine(
                f"stores.{store.place}",
                say(store.name),
                say(store.protection),
                retention(chosen.retention(store.retention), language),
                (f"stores:{store.place}",),
            )
            for store in STORES
        )
        self.cookies = tuple(
            CookieLine(
                f"cookies.{cookie.code}",
                str(getattr(settings, cookie.setting)),
                say(cookie.why),
                say(cookie.lasts),
                (f"cookies:{cookie.code}",),
            )
            for cookie in COOKIES
        )


def declarations_in(language: str, given: Inputs) -> object:
    """Return what the notice takes from declarations and choices: the same object until they change."""
    return _from_declarations(language, given.chosen)


@lru_cache(maxsize=8 * len(LANGUAGES))
def _from_declarations(language: str, chosen: Chosen) -> _Skeleton:
    return _Skeleton(language, chosen)


def _interests(columns: Iterable[Column], language: str) -> Iterable[InterestLine]:
    concerned = [column for column in columns if column.holds.basis is Basis.LEGITIMATE_INTEREST]
    for purpose in ordered(Purpose, (each for column in concerned for each in column.holds.purposes)):
        used = [column for column in concerned if purpose in column.holds.purposes]
        interest = statements.INTERESTS[purpose].in_language(language)
        yield InterestLine(f"interests.{purpose.code}", purpose.say(language), interest, labels(used))


def _periods(chosen: Chosen, language: str) -> Iterable[RetentionLine]:
    """Return each period once, shortest first, with the reason that carries it."""
    found: dict[tuple[After, Ground], list[Column]] = {}
    for column in Chosen(chosen.unused).applied(declarations.columns()):
        after = column.holds.retention
        if after is not None and (ground := ground_of(after, column.holds.purposes)):
            found.setdefault((after, ground), []).append(column)
    for (after, ground), used in sorted(found.items(), key=lambda each: (length(each[0][0]), each[0][1].code)):
        part = "" if length(after) == length(ground.most) else f".{after.years}y{after.days}d"
        kept, why = retention(chosen.retention(after), language), ground.why.in_language(language)
        yield RetentionLine(f"periods.{ground.code}{part}", kept, why, labels(used))


def _viewers(chosen: Chosen, language: str) -> Iterable[ViewerLine]:
    """Return a line for each role, purpose and relation; rows of the table that differ in categories only are one."""
    say = _in(language)
    found: dict[tuple[Role, Purpose, Relation], set[Category]] = {}
    for row in ACCESS:
        if row.purpose not in chosen.unused and _is_told(row):
            found.setdefault((row.role, row.purpose, row.relation), set()).update(row.categories)
    for (role, purpose, relation), categories in sorted(found.items(), key=lambda each: texts.OTHERS.index(each[0][0])):
        code = f"{role}.{purpose.code}.{relation}"
        yield ViewerLine(
            f"viewers.{code}",
            say(texts.VIEWERS[role]),
            purpose.say(language),
            say(texts.WINDOWS_OF.get((role, relation), texts.WINDOWS[relation])),
            tuple(category.say(language) for category in ordered(Category, categories)),
            (f"access:{code.replace('.', '/')}",),
        )


def _is_told(row: Access) -> bool:
    return row.role in texts.OTHERS and (
        row.relation is not Relation.OWN or (row.role, row.relation) in texts.WINDOWS_OF
    )


def _controller(profile: Profile, contact: Contact | None) -> Controller:
    return Controller(
        name=profile.name,
        business_id=profile.business_id,
        address=f"{profile.street}, {profile.postcode} {profile.city}",
        email=profile.email,
        phone=profile.phone,
        register_role=contact.role if contact else "",
        register_email=contact.email if contact else "",
    )


def _said(part: str, said: Iterable[Statement], say: Say) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(f"{part}.{each.code}", say(each.text), each.carried_by) for each in said)


def _in(language: str) -> Say:
    return lambda text: text.in_language(language)
