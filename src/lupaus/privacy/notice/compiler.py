"""Compile the notice from the declarations of every table, the access table, the stores and the company's profile."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Final

from django.conf import settings

from lupaus.company.models import Profile
from lupaus.privacy import declarations
from lupaus.privacy.declarations import Column
from lupaus.privacy.notice import texts
from lupaus.privacy.notice.content import (
    Controller,
    CookieLine,
    DataLine,
    Notice,
    PurposeLine,
    RegisterPart,
    RightLine,
    StoreLine,
    ViewerLine,
)
from lupaus.privacy.notice.plain import PLAIN
from lupaus.promises import (
    ACCESS,
    SEALED,
    After,
    Basis,
    Category,
    Holds,
    Purpose,
    Recipient,
    Register,
    Relation,
    Role,
    Text,
    Vocabulary,
)
from lupaus.promises.stores import COOKIES, STORES

LANGUAGES: Final = ("fi", "sv", "en")

type Say = Callable[[Text], str]


def compile_notice(profile: Profile | None, language: str) -> Notice:
    """Return the notice in `language`; the same declarations and profile always give an equal value.

    A purpose is in it only when a table of the running program holds data for it.
    """
    say = _in(language)
    skeleton = _from_declarations(language)
    return Notice(
        language=language,
        title=say(texts.TITLE),
        lead=say(texts.LEAD),
        plain=tuple(say(each) for each in PLAIN),
        controller=_controller(profile) if profile else None,
        registers=skeleton.registers,
        viewers=skeleton.viewers,
        stores=skeleton.stores,
        cookies=skeleton.cookies,
        rights=tuple(RightLine(say(each.right), say(each.how), each.url_name) for each in texts.RIGHTS),
        statements=tuple(say(each) for each in texts.STATEMENTS),
    )


def registers(columns: Iterable[Column], language: str) -> tuple[RegisterPart, ...]:
    """Return the registers that `columns` make up, in the order of the vocabulary."""
    found: dict[Register, list[Column]] = defaultdict(list)
    for column in columns:
        if column.holds.register is not None:
            found[column.holds.register].append(column)
    return tuple(_register(register, found[register], language) for register in Register if found[register])


class _Skeleton:
    """What depends on the declarations alone, and so is computed once per process and language."""

    def __init__(self, language: str) -> None:
        say = _in(language)
        self.registers = registers(declarations.columns(), language)
        self.viewers = _viewers(language)
        self.stores = tuple(
            StoreLine(say(store.name), say(store.protection), retention(store.retention, language)) for store in STORES
        )
        self.cookies = tuple(
            CookieLine(str(getattr(settings, cookie.setting)), say(cookie.why), say(cookie.lasts)) for cookie in COOKIES
        )


def declarations_in(language: str) -> object:
    """Return what the notice takes from the declarations alone: the same object until they change."""
    return _from_declarations(language)


@lru_cache(maxsize=len(LANGUAGES))
def _from_declarations(language: str) -> _Skeleton:
    return _Skeleton(language)


def retention(after: After, language: str) -> str:
    """Return a retention as words: "1 vuosi sopimuksen päättymisestä (kirjanpitolaki 2:10)"."""
    say = _in(language)
    parts = [say(texts.years(after.years))] if after.years else []
    parts += [say(texts.days(after.days))] if after.days else []
    ground = f" ({after.ground})" if after.ground else ""
    return f"{' '.join(parts)} {after.trigger.say(language)}{ground}"


def _register(register: Register, columns: Sequence[Column], language: str) -> RegisterPart:
    purposes = (purpose for column in columns for purpose in column.holds.purposes)
    return RegisterPart(
        code=register.code,
        name=register.say(language),
        people=_in(language)(texts.PEOPLE[register]),
        purposes=tuple(_purpose(purpose, columns, language) for purpose in _ordered(Purpose, purposes)),
        data=tuple(
            _data([column for column in columns if column.category is category], language)
            for category in _ordered(Category, (column.category for column in columns))
        ),
    )


def _purpose(purpose: Purpose, columns: Sequence[Column], language: str) -> PurposeLine:
    """Return the purpose with its basis; a basis that covers only some categories names them."""
    concerned = [
        (basis, column) for column in columns if purpose in column.holds.purposes and (basis := column.holds.basis)
    ]
    weights = Counter(basis for basis, _ in concerned)
    main, *others = sorted(weights, key=lambda basis: (-weights[basis], list(Basis).index(basis)))
    lines = [main.say(language)]
    for other in others:
        categories = _ordered(Category, (column.category for basis, column in concerned if basis is other))
        lines.append(f"{other.say(language)} ({', '.join(each.say(language) for each in categories)})")
    used = _ordered(Category, (column.category for _, column in concerned))
    return PurposeLine(purpose.say(language), tuple(lines), tuple(each.say(language) for each in used))


def _data(columns: Sequence[Column], language: str) -> DataLine:
    holds = [column.holds for column in columns]
    category = columns[0].category
    return DataLine(
        category=category.say(language),
        purposes=_said((purpose for each in holds for purpose in each.purposes), language),
        bases=_said((each.basis for each in holds if each.basis), language),
        sources=_said((source for each in columns if (source := each.holds.source_of(each.name))), language),
        recipients=_said((to for each in holds for to in each.recipients if receives(to, category)), language),
        retentions=_retentions(holds, language),
    )


def receives(recipient: Recipient, category: Category) -> bool:
    """Say whether the program can give `category` to `recipient` at all.

    A table names its recipients for all of its columns; what of them can really be opened for a recipient is
    what the access table says. Columns that are not sealed are governed by their table alone.
    """
    if recipient is Recipient.ASSIGNED_PROVIDER and category in SEALED:
        return any(
            row.role is Role.PROVIDER and row.relation is not Relation.OWN and category in row.categories
            for row in ACCESS
        )
    if recipient is Recipient.MAIL_CARRIER:
        return any(row.purpose is Purpose.MESSAGING and category in row.categories for row in ACCESS)
    return True


def _retentions(holds: Iterable[Holds], language: str) -> tuple[str, ...]:
    """Return how long, shortest first; where several are, each says for which purpose when it has only one."""
    lengths = {each.retention: each.purposes for each in holds if each.retention}
    said = []
    for after in sorted(lengths, key=lambda each: (each.years, each.days, each.trigger.name)):
        only = lengths[after][0].say(language) if len(lengths) > 1 and len(lengths[after]) == 1 else ""
        said.append(f"{only}: {retention(after, language)}" if only else retention(after, language))
    return tuple(said)


def _viewers(language: str) -> tuple[ViewerLine, ...]:
    say = _in(language)
    return tuple(
        ViewerLine(
            say(texts.VIEWERS[row.role]),
            row.purpose.say(language),
            say(texts.WINDOWS_OF.get((row.role, row.relation), texts.WINDOWS[row.relation])),
            tuple(category.say(language) for category in _ordered(Category, row.categories)),
        )
        for role in texts.OTHERS
        for row in ACCESS
        if row.role is role and (row.relation is not Relation.OWN or (role, Relation.OWN) in texts.WINDOWS_OF)
    )


def _controller(profile: Profile) -> Controller:
    return Controller(
        name=profile.name,
        business_id=profile.business_id,
        address=f"{profile.street}, {profile.postcode} {profile.city}",
        email=profile.email,
        phone=profile.phone,
        register_role=profile.register_role,
        register_email=profile.register_email,
    )


def _said(words: Iterable[Vocabulary], language: str) -> tuple[str, ...]:
    found = set(words)
    return tuple(
        word.say(language) for kind in sorted({type(word) for word in found}, key=str) for word in kind if word in found
    )


def _ordered[V: Vocabulary](kind: type[V], words: Iterable[V]) -> list[V]:
    found = set(words)
    return [word for word in kind if word in found]


def _in(language: str) -> Say:
    return lambda text: text.in_language(language)
