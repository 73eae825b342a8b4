"""Typeset an invoice: one template, our own fonts, values as JSON, the same bytes every time.

Nothing that a person wrote reaches the template as source, so `#`, `$` and quotes stay what they are. The
result is PDF/A-2a (kept for years) and PDF/UA-1 (read aloud).

Source: ISO 19005-2, level A; ISO 14289-1.
"""

import json
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import typst
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from lupaus.billing import barcodes, references
from lupaus.billing.barcodes import Transfer
from lupaus.billing.contents import Contents, Row
from lupaus.billing.glyphs import FONTS, printable
from lupaus.kernel import spoken
from lupaus.kernel.money import Money

_TEMPLATE: Final = Path(__file__).parent / "paper" / "invoice.typ"
_STANDARDS: "Final[list[typst.PDFStandard]]" = ["a-2a", "ua-1"]


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that is printed: the plain columns of an invoice and its opened contents."""

    label: str
    original: tuple[str, date] | None
    """Number and date of the invoice that a credit note takes back."""
    reference: str
    issued_at: datetime
    issued_on: date
    performed_on: date
    due_on: date | None
    late_interest: Decimal | None
    """Percent a year; None: what the interest act says."""
    language: str
    contents: Contents
    is_partial: bool = False
    """On a credit note: that it takes back some of the invoice, not the whole."""

    @property
    def transfer(self) -> Transfer:
        """Return the bank transfer that the invoice asks for."""
        seller = self.contents.seller
        return Transfer(seller.name, seller.iban, seller.bic, self.contents.total, self.reference, self.due_on)


def typeset(sheet: Sheet) -> bytes:
    """Return the PDF of a sheet; equal sheets give equal bytes."""
    with override(sheet.language):
        said = _said(sheet)
    files = {"main.typ": _TEMPLATE.read_bytes(), "data.json": json.dumps(_printable(said)).encode()}
    if sheet.due_on:
        files["bars.svg"] = barcodes.bar_picture(barcodes.bank_digits_international(sheet.transfer))
        files["payment.svg"] = barcodes.payment_code(sheet.transfer)
    return typst.compile(  # type: ignore[call-overload,no-any-return]  # the stubs do not know of files by name
        files, font_paths=fonts(), pdf_standards=_STANDARDS, timestamp=sheet.issued_at.replace(microsecond=0)
    )


@lru_cache(maxsize=1)
def fonts() -> typst.Fonts:
    """Return our own fonts: no paper depends on those of a machine."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


def _printable(value: object) -> object:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {name: _printable(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_printable(part) for part in value]
    return value


def _said(sheet: Sheet) -> dict[str, Any]:  # Any: it is JSON
    contents = sheet.contents
    return {
        "language": sheet.language,
        "title": _title(sheet),
        "seller": {"name": contents.seller.name, "lines": _seller_lines(contents)},
        "buyer": _buyer_lines(contents),
        "facts": _facts(sheet),
        "notice": _notice(sheet),
        "rows": [_row(row) for row in contents.rows],
        "taxes": [
            [_percent(part.percent), part.net.number, part.vat.number, part.total.number] for part in contents.vat_sums
        ],
        "total": str(contents.total),
        "labour": _labour(contents.labour) if contents.buyer.gets_credit else "",
        "payment": _payment(sheet) if sheet.due_on else None,
        "footer": f"{contents.seller.name} · {_('Y-tunnus')} {contents.seller.business_id} · {contents.seller.vat_id}",
        "labels": _labels(sheet),
    }


def _labels(sheet: Sheet) -> dict[str, Any]:  # Any: it is JSON
    return {
        "buyer": _("Hyvityksen saaja") if sheet.original else _("Maksaja"),
        "rows": _("Mitä laskutamme") if not sheet.original else _("Mitä hyvitämme"),
        "columns": [_("Työ tai tuote"), _("Määrä"), _("Hinta ilman alv"), _("Alv"), _("Yhteensä, sis. alv")],
        "taxes": [_("Verokanta"), _("Veroton"), _("Vero"), _("Yhteensä")],
        "total": _("Hyvitetään") if sheet.original else _("Maksettavaa"),
        "payment": _("Näin maksat"),
        "digits": _("Virtuaaliviivakoodi"),
    }


def _title(sheet: Sheet) -> str:
    name = _("Hyvityslasku") if sheet.original else _("Lasku")
    return f"{name} {sheet.label}"


def _seller_lines(contents: Contents) -> list[str]:
    seller = contents.seller
    return [*seller.lines, f"{_('Y-tunnus')} {seller.business_id}", seller.email, spoken.phone(seller.phone)]


def _buyer_lines(contents: Contents) -> list[str]:
    buyer = contents.buyer
    company = [f"{_('Y-tunnus')} {buyer.business_id}"] if buyer.business_id else []
    return [buyer.name, *buyer.lines, *company]


def _facts(sheet: Sheet) -> list[list[str]]:
    facts = [
        [_("Laskun numero"), sheet.label],
        [_("Laskun päivä"), _day(sheet.issued_on)],
        [_("Käynnin päivä"), _day(sheet.performed_on)],
        [_("Asiakasnumero"), sheet.contents.customer_number],
    ]
    if sheet.original:
        return [*facts, [_("Hyvittää laskun"), sheet.original[0]]]
    return [
        *facts,
        [_("Eräpäivä"), _day_or_none(sheet.due_on)],
        [_("Viitenumero"), references.grouped(sheet.reference)],
        *_late(sheet),
    ]


def _late(sheet: Sheet) -> list[list[str]]:
    rate = sheet.late_interest
    return [[_("Viivästyskorko"), _percent(rate) if rate is not None else _("korkolain mukaan")]]


def _notice(sheet: Sheet) -> str:
    if not sheet.original:
        return ""
    number, day = sheet.original
    if sheet.is_partial:
        words = _("Tämä hyvittää osan laskusta %(number)s, joka on päivätty %(day)s.")
    else:
        words = _("Tämä hyvittää laskun %(number)s, joka on päivätty %(day)s.")
    said = words % {"number": number, "day": _day(day)}
    reason = f" {_('Syy')}: {sheet.contents.reason}" if sheet.contents.reason else ""
    return said + reason


def _labour(labour: Money) -> str:
    if not labour:
        return ""
    return _("Työn osuus on %(labour)s, sis. alv. Kotitalousvähennys lasketaan siitä.") % {"labour": labour}


def _row(row: Row) -> list[str]:
    quantity = f"{row.quantity.normalize():f}".replace(".", ",")
    return [row.text, f"{quantity} {_unit(row.unit)}", row.unit_net.number, _percent(row.vat_percent), row.total.number]


def _unit(unit: str) -> str:
    return {
        "h": pgettext("yksikkö", "h"),
        "m2": pgettext("yksikkö", "m²"),
        "pcs": pgettext("yksikkö", "kpl"),
    }.get(unit, unit)


def _payment(sheet: Sheet) -> dict[str, Any]:  # Any: it is JSON
    transfer, creditor = sheet.transfer, references.creditor(sheet.reference)
    digits = barcodes.bank_digits_international(transfer)
    return {
        "facts": [
            [_("Saaja"), transfer.payee],
            [_("Tilinumero"), _grouped_iban(transfer.iban)],
            *([[_("BIC"), transfer.bic]] if transfer.bic else []),
            [_("RF-viite"), references.creditor_grouped(creditor)],
            [_("Eräpäivä"), _day_or_none(transfer.due_on)],
            [_("Maksettavaa"), str(transfer.amount)],
        ],
        "digits": digits,
        "bars_alt": f"{_('Pankkiviivakoodi')} {digits}",
        "code_alt": _("Maksun QR-koodi. Siinä ovat samat tiedot kuin vieressä."),
    }


def _grouped_iban(iban: str) -> str:
    return " ".join(iban[at : at + 4] for at in range(0, len(iban), 4))


def _percent(percent: Decimal) -> str:
    return f"{percent.normalize():f}".replace(".", ",") + "\N{NO-BREAK SPACE}%"


def _day(day: date) -> str:
    return f"{day.day}.{day.month}.{day.year}"


def _day_or_none(day: date | None) -> str:
    return _day(day) if day else ""
