"""Pages that anybody reads: home, prices, accessibility, cookies."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lupaus.catalogue import queries, quotes
from lupaus.catalogue.engine import pricing
from lupaus.catalogue.engine.pricing import Quote
from lupaus.catalogue.engine.terms import Selection
from lupaus.catalogue.queries import Offering
from lupaus.kernel import statutes, walltime
from lupaus.orders import terms
from lupaus.privacy.proof.now import now
from lupaus.privacy.proof.rug import Rug, Strip
from lupaus.promises import Purpose
from lupaus.promises.stores import COOKIES
from lupaus.sites.furniture import price
from lupaus.sites.furniture.doors import Visit, door
from lupaus.sites.furniture.price import Credit
from lupaus.sites.public.proof import PAGES as PROOF_PAGES

MOST_CARDS: Final = 3
TELLING: Final = ("S24", "S37", "S28", "S6")
"""Promises that say most to somebody who is about to order; shown first, when they are kept."""


@dataclass(frozen=True, slots=True)
class Card:
    """A service with the price of its smallest order, and what the household tax credit leaves of it."""

    offering: Offering
    quote: Quote
    credit: Credit | None


@door(Purpose.ORDERING)
def home(visit: Visit) -> HttpResponse:
    """Show what we do, what it costs, and how the promises stand now."""
    today = walltime.day_of(visit.at)
    names = {
        "cards": _cards(today)[:MOST_CARDS],
        "rule": statutes.household_credit(today),
        "vat": statutes.vat_rate(statutes.VatClass.STANDARD, today),
        "terms": terms.in_force(today),
    }
    return render(visit, "public/home.html", names | _promises(visit.at))


@door(Purpose.ORDERING)
def services(visit: Visit) -> HttpResponse:
    """Show every service with its prices and add-ons."""
    today = walltime.day_of(visit.at)
    names = {
        "cards": _cards(today),
        "rule": statutes.household_credit(today),
        "vat": statutes.vat_rate(statutes.VatClass.STANDARD, today),
    }
    return render(visit, "public/services.html", names)


@door(Purpose.ORDERING)
def accessibility(visit: Visit) -> HttpResponse:
    """Say how accessible the service is, what has been measured and what has not."""
    return render(visit, "public/accessibility.html")


@door(Purpose.ORDERING)
def cookies(visit: Visit) -> HttpResponse:
    """Explain which cookies there are and why ordering and signing in need them."""
    language = get_language() or "fi"
    said = [
        {
            "name": getattr(settings, cookie.setting),
            "why": cookie.why.in_language(language),
            "lasts": cookie.lasts.in_language(language),
        }
        for cookie in COOKIES
    ]
    return render(visit, "public/cookies.html", {"cookies": said})


def _promises(at: datetime) -> dict[str, object]:
    """Return the rug, what it says in words, three promises that are seen to be kept, and those that are not now."""
    stand = now(at)
    woven = stand.rug
    enforced = [thread for thread in woven.threads if thread.strip is Strip.ENFORCED]
    shown = sorted(enforced, key=lambda thread: (thread.row not in TELLING, thread.place))[:MOST_CARDS]
    return {
        "rug": woven,
        "rug_words": _in_words(woven) if woven else "",
        "promises": shown,
        "red": stand.red,
    } | _spoken()


def _spoken() -> dict[str, str]:
    language = (get_language() or "fi")[:2]
    return {"tongue": language, "proof_page": PROOF_PAGES.get(language, PROOF_PAGES["fi"])}


def _in_words(woven: Rug) -> str:
    """Return what the rug shows, for a caption and for those who do not see it."""
    kept = woven.count(Strip.ENFORCED) + woven.count(Strip.EVIDENCED)
    counts = {"all": len(woven.threads), "kept": kept, "partly": woven.count(Strip.PARTLY)}
    counts |= {"broken": woven.count(Strip.BROKEN), "bare": woven.count(Strip.NOT_YET)}
    counts["word"] = woven.count(Strip.DECLARED)
    return (
        _(
            "Tässä matossa on paikka %(all)s raidalle, yksi jokaista tietosuojaselosteemme lupausta kohti. "
            "Kokonaan pitää %(kept)s, osittain %(partly)s, annetun sanan varassa on %(word)s, rikki on %(broken)s "
            "ja kutomatta %(bare)s."
        )
        % counts
    )


def _cards(on: date) -> list[Card]:
    return [_card(offering, on) for offering in queries.offerings(on)]


def _card(offering: Offering, on: date) -> Card:
    equipment = quotes.equipment_choices(offering.service)[0]
    smallest = Selection(offering.service.code, offering.service.size_minimum, equipment=equipment)
    quote = pricing.price(quotes.terms_of(offering, smallest, on))
    return Card(offering, quote, price.credit(quote.total, quote.labour, on))
