"""Lay a compiled notice out as a document: which part stands where, and under which heading."""

from collections.abc import Iterable
from itertools import groupby

from lupaus.privacy.notice.content import Controller, Notice, Paragraph, RegisterPart
from lupaus.privacy.notice.document import Block, Document, Kind, Row, Section, text
from lupaus.privacy.notice.headings import HEADINGS


def laid_out(notice: Notice) -> Document:
    """Return the document of a notice."""
    page = _Page(notice.language)
    sections = (
        page.section("plain", text("plain", _rows(notice.plain))),
        page.section("controller", *page.controller(notice.controller)),
        page.section("use", *page.use(notice)),
        page.section("viewers", *page.viewers(notice)),
        page.section("recipients", *page.recipients(notice)),
        page.section("periods", page.periods(notice)),
        page.section("cookies", page.cookies(notice)),
        page.section("security", text("security", _rows(notice.security)), page.stores(notice)),
        page.section("rights", page.rights(notice)),
        page.section("statements", text("statements", _rows(notice.statements))),
    )
    return Document(notice.language, notice.title, notice.lead, sections)


class _Page:
    """The headings of one language, and the parts under them."""

    def __init__(self, language: str) -> None:
        self.words = {name: heading.in_language(language) for name, heading in HEADINGS.items()}

    def section(self, code: str, *blocks: Block) -> Section:
        return Section(code, self.words[code], tuple(block for block in blocks if block.rows or block.lead))

    def controller(self, who: Controller | None) -> Iterable[Block]:
        if who is None:
            yield text("controller", [Row("controller.missing", (self.words["no_company"],))])
            return
        company = ("company.Profile",)
        yield Block(
            Kind.FACTS,
            "controller",
            (
                Row("controller.name", (self.words["name"], who.name), declared=company),
                Row("controller.business_id", (self.words["business_id"], who.business_id), declared=company),
                Row("controller.address", (self.words["address"], who.address), declared=company),
                Row("controller.email", (self.words["email"], who.email), f"mailto:{who.email}", company),
                Row("controller.phone", (self.words["phone"], who.phone), f"tel:{who.phone}", company),
                *self.contact(who),
            ),
        )

    def contact(self, who: Controller) -> Iterable[Row]:
        matters, source = self.words["register_matters"], ("policy:contact", "company.Profile")
        if who.register_email:
            said, href = f"{who.register_role}, {who.register_email}", f"mailto:{who.register_email}"
            yield Row("controller.contact", (matters, said), href, source)
        else:
            yield Row("controller.contact", (matters, self.words["vacant"]), declared=source)

    def use(self, notice: Notice) -> Iterable[Block]:
        for register in notice.registers:
            yield from self.register(register)
        rows = (Row(each.id, (_capital(each.purpose), each.interest), "", each.declared) for each in notice.interests)
        yield self.table("interests", ("why", "our_interest"), rows, heading=self.words["interests"])
        yield text("unused", _rows(notice.unused))

    def register(self, register: RegisterPart) -> Iterable[Block]:
        code = register.code
        purposes = (
            Row(each.id, (_capital(each.purpose), "; ".join(each.bases), ", ".join(each.categories)), "", each.declared)
            for each in register.purposes
        )
        people = text(f"{code}.people", [Row(f"{code}.people", (register.people,), declared=(f"register:{code}",))])
        yield Block(Kind.TEXT, people.id, people.rows, heading=_capital(register.name))
        yield self.table(f"{code}.purpose", ("why", "basis", "data"), purposes, heading=self.words["purposes"])
        data = (
            Row(
                each.id,
                (
                    _capital(each.category),
                    ", ".join(each.purposes),
                    ", ".join(each.sources),
                    ", ".join(each.recipients) or self.words["nobody"],
                    "; ".join(each.retentions),
                ),
                "",
                each.declared,
            )
            for each in register.data
        )
        columns = ("datum", "why", "source", "recipients_of", "retention")
        yield self.table(f"{code}.data", columns, data, heading=self.words["one_by_one"])

    def viewers(self, notice: Notice) -> Iterable[Block]:
        yield text("viewers.lead", [Row("viewers.lead", (self.words["viewers_lead"],), declared=("promises.ACCESS",))])
        for viewer, lines in groupby(notice.viewers, key=lambda line: line.viewer):
            found = list(lines)
            rows = (
                Row(each.id, (_capital(each.purpose), each.window, ", ".join(each.categories)), "", each.declared)
                for each in found
            )
            code = ".".join(found[0].id.split(".")[:2])
            yield self.table(code, ("why", "when", "datum"), rows, heading=_capital(viewer))

    def recipients(self, notice: Notice) -> Iterable[Block]:
        rows = (
            Row(
                each.id,
                (_capital(each.recipient), each.who, each.where, ", ".join(each.categories)),
                "",
                each.declared,
            )
            for each in notice.recipients
        )
        yield self.table("recipients", ("who", "task", "where", "data"), rows)
        yield text("disclosure", _rows(notice.disclosure))

    def periods(self, notice: Notice) -> Block:
        rows = (Row(each.id, (_capital(each.length), each.why), "", each.declared) for each in notice.periods)
        return self.table("periods", ("retention", "why"), rows)

    def cookies(self, notice: Notice) -> Block:
        rows = (Row(each.id, (each.name, each.why, each.lasts), "", each.declared) for each in notice.cookies)
        return self.table("cookies", ("cookie", "why", "retention"), rows, lead=self.words["cookies_lead"])

    def stores(self, notice: Notice) -> Block:
        rows = (
            Row(each.id, (_capital(each.name), each.protection, each.retention), "", each.declared)
            for each in notice.stores
        )
        return self.table("stores", ("where", "protection", "retention"), rows, heading=self.words["stores"])

    def rights(self, notice: Notice) -> Block:
        rows = (
            Row(each.id, (each.right, each.how), f"page:{each.url_name}" if each.url_name else "", each.declared)
            for each in notice.rights
        )
        return Block(Kind.FACTS, "rights", tuple(rows))

    def table(
        self, code: str, keys: tuple[str, ...], rows: Iterable[Row], *, heading: str = "", lead: str = ""
    ) -> Block:
        columns = tuple(self.words[key] for key in keys)
        names = tuple(key.removesuffix("_of") for key in keys)
        return Block(Kind.TABLE, code, tuple(rows), heading, lead, columns, names, is_folded=bool(heading))


def _rows(said: Iterable[Paragraph]) -> Iterable[Row]:
    return (Row(each.id, (each.text,), "", each.declared, each.of) for each in said)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
