"""The registers of the notice: purposes with their basis, and every category of data, from the declared columns."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from lupaus.privacy.declarations import Column
from lupaus.privacy.notice import texts
from lupaus.privacy.notice.content import DataLine, PurposeLine, RegisterPart
from lupaus.promises import ACCESS, SEALED, After, Basis, Category, Holds, Purpose, Recipient, Register, Relation, Role
from lupaus.promises.vocabulary import Vocabulary


def registers(columns: Iterable[Column], language: str) -> tuple[RegisterPart, ...]:
    """Return the registers that `columns` make up, in the order of the vocabulary."""
    found: dict[Register, list[Column]] = defaultdict(list)
    for column in columns:
        if column.holds.register is not None:
            found[column.holds.register].append(column)
    return tuple(_register(register, found[register], language) for register in Register if found[register])


def retention(after: After, language: str) -> str:
    """Return a retention as words: "1 vuosi sopimuksen päättymisestä (kirjanpitolaki 2:10)"."""
    parts = [texts.years(after.years).in_language(language)] if after.years else []
    parts += [texts.days(after.days).in_language(language)] if after.days else []
    ground = f" ({after.ground})" if after.ground else ""
    return f"{' '.join(parts)} {after.trigger.say(language)}{ground}"


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


def labels(columns: Iterable[Column]) -> tuple[str, ...]:
    """Return the names of columns as declarations are called: "register.Customer.email", sorted."""
    return tuple(sorted({f"{column.model._meta.label}.{column.name}" for column in columns}))


def ordered[V: Vocabulary](kind: type[V], words: Iterable[V]) -> list[V]:
    """Return words once each, in the order of their vocabulary."""
    found = set(words)
    return [word for word in kind if word in found]


def _register(register: Register, columns: Sequence[Column], language: str) -> RegisterPart:
    purposes = (purpose for column in columns for purpose in column.holds.purposes)
    return RegisterPart(
        code=register.code,
        name=register.say(language),
        people=texts.PEOPLE[register].in_language(language),
        purposes=tuple(_purpose(register, purpose, columns, language) for purpose in ordered(Purpose, purposes)),
        data=tuple(
            _data(register, [column for column in columns if column.category is category], language)
            for category in ordered(Category, (column.category for column in columns))
        ),
    )


def _purpose(register: Register, purpose: Purpose, columns: Sequence[Column], language: str) -> PurposeLine:
    """Return the purpose with its basis; a basis that covers only some categories names them."""
    used = [column for column in columns if purpose in column.holds.purposes]
    concerned = [(basis, column) for column in used if (basis := column.holds.basis)]
    weights = Counter(basis for basis, _ in concerned)
    main, *others = sorted(weights, key=lambda basis: (-weights[basis], list(Basis).index(basis)))
    lines = [main.say(language)]
    for other in others:
        categories = ordered(Category, (column.category for basis, column in concerned if basis is other))
        lines.append(f"{other.say(language)} ({', '.join(each.say(language) for each in categories)})")
    return PurposeLine(
        f"{register.code}.purpose.{purpose.code}",
        purpose.say(language),
        tuple(lines),
        tuple(each.say(language) for each in ordered(Category, (column.category for column in used))),
        labels(used),
    )


def _data(register: Register, columns: Sequence[Column], language: str) -> DataLine:
    holds = [column.holds for column in columns]
    category = columns[0].category
    return DataLine(
        id=f"{register.code}.data.{category.code}",
        category=category.say(language),
        purposes=_said((purpose for each in holds for purpose in each.purposes), language),
        bases=_said((each.basis for each in holds if each.basis), language),
        sources=_said((source for each in columns if (source := each.holds.source_of(each.name))), language),
        recipients=_said((to for each in holds for to in each.recipients if receives(to, category)), language),
        retentions=_retentions(holds, language),
        declared=labels(columns),
    )


def _retentions(holds: Iterable[Holds], language: str) -> tuple[str, ...]:
    """Return how long, shortest first; where several are, each says for which purpose when it has only one."""
    lengths = {each.retention: each.purposes for each in holds if each.retention}
    said = []
    for after in sorted(lengths, key=lambda each: (each.years, each.days, each.trigger.name)):
        only = lengths[after][0].say(language) if len(lengths) > 1 and len(lengths[after]) == 1 else ""
        said.append(f"{only}: {retention(after, language)}" if only else retention(after, language))
    return tuple(said)


def _said(words: Iterable[Vocabulary], language: str) -> tuple[str, ...]:
    found = set(words)
    return tuple(
        word.say(language) for kind in sorted({type(word) for word in found}, key=str) for word in kind if word in found
    )
