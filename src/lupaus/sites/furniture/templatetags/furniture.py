"""`{% load furniture %}`: money and times as people say them, and the parts pages are made of.

docs/howto/screens.md shows each in use.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django import template
from django.core.paginator import Page
from django.http import HttpRequest
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from lupaus.catalogue.engine.pricing import Quote
from lupaus.foundation import clock as clocks
from lupaus.kernel import spoken
from lupaus.kernel.money import Money
from lupaus.kernel.period import Period
from lupaus.sites.furniture import company as companies
from lupaus.sites.furniture import icons, navigation, price, weaving
from lupaus.sites.furniture.forms import Form
from lupaus.sites.furniture.why import Reason, Why

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw an icon: `{% icon "check" %}`."""
    return icons.draw(name)


@register.filter
def money(amount: Money | int | None) -> str:
    """Say an amount: "1 600,00 €". Integers are cents; None is nothing."""
    if amount is None:
        return ""
    return str(Money(amount) if isinstance(amount, int) else amount)


@register.simple_tag(takes_context=True)
def when(context: Context, moment: datetime | Period | date | None, *, year: bool = False) -> SafeString:
    """Say an instant, a period or a day as a `<time>`: `{% when visit.period %}`; `year=True` where it must stand."""
    if moment is None:
        return SafeString("")
    machine = moment.from_at if isinstance(moment, Period) else moment
    return format_html('<time datetime="{}">{}</time>', machine.isoformat(), _spoken(moment, _at(context), year=year))


@register.filter(name="when")
def when_text(moment: datetime | Period | date | None, now: datetime | None = None) -> str:
    """Say it as plain text for a sentence: `{{ visit.period|when:request.at }}`."""
    return _spoken(moment, now or clocks.now()) if moment else ""


@register.filter
def clock(moment: datetime | Period | None) -> str:
    """Say the time of day: "9.00", of a period "9.00–12.00"."""
    return spoken.clock(moment) if moment else ""


@register.filter
def long_day(day: date | None) -> str:
    """Say a day as a heading: "Keskiviikko 25.11."."""
    return spoken.long_day(day) if day else ""


@register.filter
def plain_day(day: date | None) -> str:
    """Say a day with its year: "25.11.2026"."""
    return spoken.plain_day(day) if day else ""


@register.filter
def lasting(duration: timedelta | int | None) -> str:
    """Say how long: "2 h 30 min". Integers are minutes."""
    if duration is None:
        return ""
    return spoken.length(timedelta(minutes=duration) if isinstance(duration, int) else duration)


@register.filter
def phone(number: object) -> str:
    """Say a telephone number as people write it: "040 123 4567"."""
    return spoken.phone(str(number)) if number else ""


@register.filter
def bdi(text: object) -> SafeString:
    """Wrap what a person typed, so that its direction of writing ends with it: `{{ customer.name|bdi }}`."""
    return format_html("<bdi>{}</bdi>", text)


@register.filter
def masked(text: object) -> str:
    """Hide all but the beginning and end of a telephone number or e-mail address: "040 ••• ••67"."""
    words = str(text)
    if "@" in words:
        return f"{words[:1]}••••@{words.partition('@')[2]}"
    said = spoken.phone(words)
    kept = {0, 1, 2, len(said) - 2, len(said) - 1}
    return "".join(sign if at in kept or not sign.isdigit() else "•" for at, sign in enumerate(said))


@register.filter
def join_lines(lines: Iterable[object]) -> SafeString:
    """Put lines under each other, escaped: `{{ address.lines|join_lines }}`."""
    return format_html_join(SafeString("<br>"), "{}", ((line,) for line in lines))


@register.simple_tag
def tag(words: str, state: str = "", picture: str = "") -> SafeString:
    """Draw a tag: `{% tag "Maksettu" "ok" "check" %}`; states ok, warn, no, info or none."""
    return format_html('<span class="tag {}">{}{}</span>', state, icons.draw(picture) if picture else "", words)


@register.inclusion_tag("furniture/parts/errors.html")
def errors(*forms: Form | str) -> dict[str, Any]:
    """Draw the error summary of one or more forms; nothing when nothing is wrong."""
    return {"mistakes": [mistake for form in forms if isinstance(form, Form) for mistake in form.mistakes()]}


@register.simple_tag
def error_prefix(*forms: Form | str) -> str:
    """Return "Virhe: " for the title when a form has mistakes: `{% block title %}{% error_prefix form %}…`."""
    from_forms = any(isinstance(form, Form) and form.is_bound and form.errors for form in forms)
    return f"{_('Virhe:')} " if from_forms else ""


@register.inclusion_tag("furniture/parts/why.html")
def why(reason: Why | Reason, chip: str = "") -> dict[str, Any]:
    """Draw the chip "Miksi kysymme?" of a `Why` (or of its reason)."""
    return {"reason": reason.reason() if isinstance(reason, Why) else reason, "chip": chip}


@register.filter
def percent(rate: Decimal) -> str:
    """Say a rate: "25,5 %"."""
    return price.percent(rate)


@register.inclusion_tag("furniture/parts/price.html")
def price_card(quote: Quote, *, title: str = "", credit_on: date | None = None) -> dict[str, Any]:
    """Draw what stands in a price card; `credit_on` (the day of payment) adds the household tax credit."""
    credit = price.credit(quote.total, quote.labour, credit_on) if credit_on else None
    return {
        "quote": quote,
        "title": title or quote.terms.name,
        "rows": price.rows(quote),
        "vat_rows": price.vat_rows(quote),
        "credit": credit,
        "credit_asked": credit_on is not None and bool(quote.labour),
        "credit_year": credit_on.year if credit_on else None,
    }


@register.inclusion_tag("furniture/parts/rug.html")
def rug(threads: Iterable[weaving.Thread]) -> dict[str, Any]:
    """Draw the band of promises, one strip each; nothing without threads."""
    return {"strips": weaving.band(threads)}


@register.inclusion_tag("furniture/parts/rug_big.html")
def rug_big(threads: Sequence[weaving.Thread], words: str) -> dict[str, Any]:
    """Draw the promises as a rug; `words` say the same to those who do not see it."""
    return {"drawing": weaving.big(threads), "words": words}


@register.inclusion_tag("furniture/parts/steps.html")
def steps(names: Iterable[str], current: int, label: str) -> dict[str, Any]:
    """Draw the bars of a flow of screens; `current` counts from 1."""
    listed = list(names)
    return {"names": listed, "current": current, "count": len(listed), "label": label}


@register.inclusion_tag("furniture/parts/pager.html", takes_context=True)
def pager(context: Context, page: Page[Any], parameter: str = "page") -> dict[str, Any]:
    """Draw "Edelliset" and "Seuraavat" for a page of Django's paginator; keeps the other query parameters."""
    request: HttpRequest = context["request"]
    links = {}
    for name, number in (
        ("earlier", page.has_previous() and page.previous_page_number()),
        ("later", page.has_next() and page.next_page_number()),
    ):
        if number:
            query = request.GET.copy()
            query[parameter] = str(number)
            links[name] = f"?{query.urlencode()}"
    return {"page": page, **links}


@register.inclusion_tag("furniture/parts/navigation.html", takes_context=True)
def nav(context: Context, audience: str, style: str = "nav") -> dict[str, Any]:
    """Draw the menu of an audience, the current page marked; `style="tabs"` for the bar at the bottom."""
    request = context.get("request")
    return {
        "links": navigation.links(audience, request),
        "style": style,
        "may_sign_out": audience in navigation.SIGNED_IN and style == "nav" and navigation.is_signed_in(request),
        "leads_to_account": audience in navigation.WITH_ACCOUNT,
        "csrf_token": context.get("csrf_token"),
    }


@register.simple_tag(takes_context=True)
def company(context: Context) -> companies.Contact:
    """Return the company's contact: `{% company as us %}`."""
    return companies.contact(_at(context))


@register.simple_tag
def company_remembered() -> companies.Contact:
    """Return the contact this process read last, without reading anything."""
    return companies.remembered()


def _at(context: Context) -> datetime:
    at = getattr(context.get("request"), "at", None)
    return at if isinstance(at, datetime) else clocks.now()


def _spoken(moment: datetime | Period | date, now: datetime, *, year: bool = False) -> str:
    if isinstance(moment, datetime | Period):
        return spoken.when(moment, now=now, year=year)
    return spoken.day(moment, now=now, year=year)
