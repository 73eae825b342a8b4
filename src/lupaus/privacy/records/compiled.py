"""The records beside the notice, from the same declarations: what a controller keeps and shows to the authority.

Source: GDPR art. 30(1).
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from lupaus.partners import countries
from lupaus.privacy import declarations
from lupaus.privacy.declarations import Column
from lupaus.privacy.notice import receiving, texts
from lupaus.privacy.notice.compiler import compile_notice
from lupaus.privacy.notice.inputs import Inputs
from lupaus.privacy.notice.registers import labels, ordered, retention
from lupaus.privacy.records.table import Line, Table
from lupaus.promises import ACCESS, After, Category, Purpose, Recipient, Register, Relation, Role
from lupaus.promises.grounds import ground_of, length
from lupaus.promises.vocabulary import Vocabulary

FI: Final = "fi"
NOBODY: Final = "ei nimettyä kumppania"
WHO: Final[Mapping[Role, str]] = {Role.VISITOR: "kävijä ennen kirjautumista", Role.CUSTOMER: "asiakas"}
"""Where the notice says "you"."""


def activities(given: Inputs) -> Table:
    """Return the record of processing activities: a row for each register and purpose."""
    notice = compile_notice(given, FI)
    who = notice.controller
    controller = (who.name, who.business_id, who.address, who.email, who.phone) if who else ("puuttuu",)
    contact = (who.register_role, who.register_email) if who and who.register_email else ("puuttuu",)
    bases = {line.id: line.bases for register in notice.registers for line in register.purposes}
    security = tuple(each.text for each in notice.security)
    lines = []
    columns = given.chosen.applied(declarations.columns())
    for register, purpose in ((register, purpose) for register in Register for purpose in Purpose):
        used = [each for each in columns if each.holds.register is register and purpose in each.holds.purposes]
        if not used:
            continue
        code = f"{register.code}.purpose.{purpose.code}"
        kept = {each.holds.retention for each in used if each.holds.retention}
        cells = (
            (register.say(),), (purpose.say(),), bases[code], (texts.PEOPLE[register].fi,), _categories(used),
            _receivers(used, given), _transfers(used, given),
            tuple(retention(each, FI) for each in sorted(kept, key=_order)), security, controller, contact,
        )  # fmt: skip
        lines.append(Line(code, cells, labels(used)))
    headings = (
        ("register", "Rekisteri"), ("purpose", "Tarkoitus"), ("bases", "Peruste"), ("people", "Keistä"),
        ("categories", "Tiedot"), ("recipients", "Vastaanottajat"), ("transfers", "Siirrot ETA-alueen ulkopuolelle"),
        ("retention", "Säilytys"), ("security", "Suojaus"), ("controller", "Rekisterinpitäjä"),
        ("contact", "Rekisteriasiat"),
    )  # fmt: skip
    lead = "Yksi rivi jokaisesta rekisteristä ja tarkoituksesta (tietosuoja-asetus, artikla 30)."
    return Table("Seloste käsittelytoimista", lead, headings, tuple(lines))


def periods(given: Inputs) -> Table:
    """Return the retention schedule: the tables first, then what is kept outside of them."""
    used: dict[tuple[Register, After], list[Column]] = {}
    for column in given.chosen.applied(declarations.columns()):
        if column.holds.register and column.holds.retention:
            used.setdefault((column.holds.register, column.holds.retention), []).append(column)
    lines = []
    for register, after in sorted(used, key=lambda each: (list(Register).index(each[0]), _order(each[1]))):
        columns = used[register, after]
        grounds = {found for each in columns if (found := ground_of(after, each.holds.purposes))}
        why = tuple(each.why.fi for each in sorted(grounds, key=lambda each: each.code))
        purposes = _said(Purpose, (purpose for each in columns for purpose in each.holds.purposes))
        code = f"{register.code}.{after.trigger.code}.{after.years}y{after.days}d"
        cells = ((register.say(),), (retention(after, FI),), _categories(columns), purposes, why)
        lines.append(Line(code, cells, labels(columns)))
    stores = compile_notice(given, FI).stores
    lines += [Line(each.id, ((each.name,), (each.retention,), (), (), ()), each.declared) for each in stores]
    headings = (
        ("where", "Missä"), ("retention", "Kuinka kauan"), ("categories", "Tiedot"), ("purposes", "Tarkoitukset"),
        ("why", "Miksi niin kauan"),
    )  # fmt: skip
    return Table("Säilytysajat", "Rekisterien ja muiden paikkojen säilytysajat.", headings, tuple(lines))


def recipients(given: Inputs) -> Table:
    """Return the recipients: a row for each active partner, or for the kind where no partner is named."""
    columns = given.chosen.applied(declarations.columns())
    lines = []
    for kind in Recipient:
        used = [each for each in columns if receiving.gets(kind, each)]
        partners = [each for each in given.partners if each.recipient == kind.code]
        if not used and not partners:
            continue
        purposes = _said(Purpose, (purpose for each in used for purpose in each.holds.purposes))
        named = [
            (each.name, countries.name(each.country, FI), receiving.transfer(each, FI) if each.is_abroad else "ei")
            for each in partners
        ] or [(NOBODY, "", "")]
        for number, (name, country, transfer) in enumerate(named, start=1):
            cells = ((kind.say(),), (name,), (country,), (transfer,), _categories(used), purposes)
            lines.append(Line(f"recipients.{kind.code}.{number}", cells, (f"recipient:{kind.code}", *labels(used))))
    headings = (
        ("recipient", "Vastaanottaja"), ("partner", "Kumppani"), ("country", "Maa"),
        ("transfer", "Siirto ETA-alueen ulkopuolelle"), ("categories", "Tiedot"), ("purposes", "Tarkoitukset"),
    )  # fmt: skip
    lead = "Kumppanit, joille tietoja saa nyt antaa, ja tiedot, jotka ohjelma voi antaa niille."
    return Table("Vastaanottajat", lead, headings, tuple(lines))


def cookies(given: Inputs) -> Table:
    """Return the cookies."""
    lines = tuple(
        Line(each.id, ((each.name,), (each.why,), (each.lasts,)), each.declared)
        for each in compile_notice(given, FI).cookies
    )
    headings = (("cookie", "Eväste"), ("why", "Miksi"), ("lasts", "Kuinka kauan"))
    return Table("Evästeet", "Kaikki evästeet ovat välttämättömiä. Muita ei ole.", headings, tuple(lines))


def matrix(given: Inputs) -> Table:
    """Return who may open what: roles, purposes and categories, one's own data too."""
    found: dict[tuple[Role, Purpose, Relation], set[Category]] = {}
    for row in ACCESS:
        if row.purpose not in given.chosen.unused:
            found.setdefault((row.role, row.purpose, row.relation), set()).update(row.categories)
    lines = []
    for (role, purpose, relation), categories in found.items():
        window = texts.WINDOWS_OF.get((role, relation), texts.WINDOWS[relation]).fi
        who = WHO.get(role, texts.VIEWERS[role].fi)
        cells = ((who,), (purpose.say(),), (window,), _said(Category, categories))
        code = f"{role}.{purpose.code}.{relation}"
        lines.append(Line(code, cells, (f"access:{code.replace('.', '/')}",)))
    headings = (("role", "Kuka"), ("purpose", "Tarkoitus"), ("window", "Milloin"), ("categories", "Tiedot"))
    lead = "Mitä kukin saa avata ja mihin. Muuta ohjelma ei avaa."
    return Table("Kuka saa avata mitä", lead, headings, tuple(lines))


RECORDS: Final[Mapping[str, Callable[[Inputs], Table]]] = {
    "activities": activities, "periods": periods, "recipients": recipients, "cookies": cookies, "matrix": matrix,
}  # fmt: skip


def _order(after: After) -> tuple[tuple[int, int], str]:
    return length(after), after.trigger.code


def _said[V: Vocabulary](kind: type[V], words: Iterable[V]) -> tuple[str, ...]:
    return tuple(word.say() for word in ordered(kind, words))


def _categories(columns: Iterable[Column]) -> tuple[str, ...]:
    return _said(Category, (each.category for each in columns))


def _receivers(columns: Iterable[Column], given: Inputs) -> tuple[str, ...]:
    said = []
    for kind in _kinds(columns):
        names = ", ".join(each.name for each in given.partners if each.recipient == kind.code)
        said.append(f"{kind.say()} ({names})" if names else kind.say())
    return tuple(said)


def _transfers(columns: Iterable[Column], given: Inputs) -> tuple[str, ...]:
    kinds = {kind.code for kind in _kinds(columns)}
    abroad = [each for each in given.partners if each.is_abroad and each.recipient in kinds]
    return tuple(receiving.transfer(each, FI) for each in abroad) or ("ei siirtoja",)


def _kinds(columns: Iterable[Column]) -> list[Recipient]:
    used = list(columns)
    return [kind for kind in Recipient if any(receiving.gets(kind, each) for each in used)]
