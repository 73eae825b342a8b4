"""What GDPR art. 13 and 14 ask a notice to say, and which sentences of ours say it.

Source: GDPR art. 13(1)-(2), 14(1)-(2).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lupaus.privacy.notice.document import Document
from lupaus.promises import Text


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that must be said; `ids` are beginnings or ends of ids of rows, one of which must be there."""

    article: str
    name: Text
    ids: tuple[str, ...]

    def is_said_by(self, code: str) -> bool:
        """Say whether a row with this id says it."""
        return any(
            code == each or (each.endswith(".") and code.startswith(each)) or (each.startswith(".") and each in code)
            for each in self.ids
        )


ITEMS: Final[tuple[Item, ...]] = (
    Item("13(1)(a)", Text("rekisterinpitäjä", "personuppgiftsansvarig", "the controller"), ("controller.name",)),
    Item("13(1)(a)", Text("yhteystiedot", "kontaktuppgifter", "contact details"), ("controller.email",)),
    Item(
        "13(1)(b)",
        Text("rekisteriasioiden hoitaja", "den som sköter registerärenden", "the contact in register matters"),
        ("controller.contact",),
    ),
    Item("13(1)(c)", Text("tarkoitukset ja perusteet", "ändamål och grunder", "purposes and grounds"), (".purpose.",)),
    Item("13(1)(d)", Text("oikeutetut edut", "berättigade intressen", "legitimate interests"), ("interests.",)),
    Item("13(1)(e)", Text("vastaanottajat", "mottagare", "recipients"), ("recipients.assigned_provider",)),
    Item("13(1)(f)", Text("siirrot", "överföringar", "transfers"), ("recipients.transfers",)),
    Item("13(2)(a)", Text("säilytysajat", "lagringstider", "periods"), ("periods.",)),
    Item("13(2)(b)", Text("pääsy tietoihin", "tillgång", "access"), ("rights.access",)),
    Item("13(2)(b)", Text("oikaiseminen", "rättelse", "rectification"), ("rights.rectification",)),
    Item("13(2)(b)", Text("poistaminen", "radering", "erasure"), ("rights.erasure",)),
    Item("13(2)(b)", Text("rajoittaminen", "begränsning", "restriction"), ("rights.restriction",)),
    Item("13(2)(b)", Text("vastustaminen", "invändning", "objection"), ("rights.objection",)),
    Item("13(2)(b)", Text("siirto toiseen palveluun", "dataportabilitet", "portability"), ("rights.portability",)),
    Item("13(2)(c)", Text("suostumuksen peruminen", "återkallelse", "withdrawing consent"), ("rights.consent",)),
    Item("13(2)(d)", Text("valitus", "klagomål", "the complaint"), ("rights.complaint",)),
    Item("13(2)(e)", Text("mitä on annettava", "vad som måste anges", "what must be given"), ("statements.required",)),
    Item("13(2)(f)", Text("päätökset", "beslut", "decisions"), ("statements.decisions",)),
    Item("14(1)(d)", Text("henkilötietoryhmät", "kategorier", "categories of data"), (".data.",)),
    Item("14(2)(f)", Text("tietolähteet", "källor", "sources"), (".data.", "statements.from_others")),
)


def missing(document: Document) -> Iterator[Item]:
    """Yield what the law asks for and a notice does not say."""
    said = [row.id for _section, _block, row in document.rows() if all(row.cells[:2])]
    for item in ITEMS:
        if not any(item.is_said_by(code) for code in said):
            yield item
