"""The menus of the audiences."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest
from django.urls import NoReverseMatch, resolve, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MENUS: Final[dict[str, tuple[tuple[str, str | Promise, str], ...]]] = {
    "public": (
        ("public:services", _("Palvelut"), ""),
        ("public:order_service", _("Tilaa"), ""),
        ("public:proof", _("Lupaukset"), ""),
        ("account_login", _("Kirjaudu"), ""),
    ),
    "customer": (
        ("public:order_service", _("Tilaa"), ""),
        ("customer:visits", _("Käynnit"), ""),
        ("customer:invoices", _("Laskut"), ""),
        ("customer:data", _("Omat tiedot"), ""),
        ("account_home", _("Tili"), ""),
    ),
    "provider": (
        ("provider:day", _("Tänään"), "cal"),
        ("provider:offers", _("Tarjoukset"), "inbox"),
        ("provider:hours", _("Tunnit"), "clock"),
        ("provider:me", _("Minä"), "user"),
    ),
    "firm": (
        ("firm:people", _("Työntekijät"), ""),
        ("account_home", _("Tili"), ""),
    ),
    "officer": (
        ("desk:promises", _("Lupaukset"), ""),
        ("desk:looks", _("Kuka katsoi"), ""),
        ("desk:partners", _("Kumppanit"), ""),
        ("desk:checks", _("Tarkistukset"), ""),
        ("desk:notice", _("Seloste"), ""),
        ("account_home", _("Tili"), ""),
    ),
    "desk": (
        ("staff:day", _("Päivä"), ""),
        ("staff:customers", _("Asiakkaat"), ""),
        ("staff:messages", _("Viestit"), ""),
        ("staff:tasks", _("Tehtävät"), ""),
        ("staff:invoices", _("Laskut"), ""),
        ("staff:providers", _("Tekijät"), ""),
        ("staff:settings", _("Asetukset"), ""),
    ),
}
"""URL name, words, icon. A page that does not exist (yet) is left out of its menu."""

ENTRY: Final = "account_login"
"""Where one signs in; who is signed in already is led on to their own pages."""

SIGNED_IN: Final = frozenset({"customer", "desk", "officer", "firm"})
"""Audiences whose menu ends with signing out; providers find it on their own page."""

WITH_ACCOUNT: Final = frozenset(
    audience for audience, menu in MENUS.items() if "account_home" in {name for name, _words, _icon in menu}
)
"""Audiences whose menu leads to the account, where one signs out too: on a phone the menu then leaves that out."""

SECTIONS: Final = {"public:order_service": "order_", "public:services": "home"}
"""Beginnings of the names of other pages that belong under a menu entry."""


@dataclass(frozen=True, slots=True)
class Link:
    """One entry of a menu."""

    url: str
    words: str | Promise
    icon: str
    is_current: bool
    count: int = 0
    """How many things wait behind it."""


def links(audience: str, request: HttpRequest | None) -> list[Link]:
    """Return the menu of an audience as seen from the page of `request`."""
    match = getattr(request, "resolver_match", None)
    here = match.view_name if match else ""
    counts: Mapping[str, Callable[[], int]] = getattr(request, "menu_counts", {})
    entry = _("Omat sivut") if is_signed_in(request) else _("Kirjaudu")
    return [
        Link(url, entry if name == ENTRY else words, picture, _is_current(name, here), _count(counts, name))
        for name, words, picture in MENUS[audience]
        if (url := _address(name)) is not None and _opens(url, request)
    ]


def is_signed_in(request: HttpRequest | None) -> bool:
    """Say whether the page is shown to somebody who is signed in."""
    user = getattr(request, "user", None)
    return user is not None and user.is_authenticated


def _count(counts: Mapping[str, Callable[[], int]], name: str) -> int:
    return counts[name]() if name in counts else 0


def _address(name: str) -> str | None:
    try:
        return reverse(name)
    except NoReverseMatch:
        return None


def _opens(url: str, request: HttpRequest | None) -> bool:
    """Say whether the page's door lets in who looks at the menu: an owner is not led to the office's own pages."""
    asked = getattr(getattr(resolve(url).func, "door", None), "roles", None)
    held = getattr(request, "held_roles", None)
    return not asked or held is None or bool(asked & held)


def _is_current(name: str, here: str) -> bool:
    room, _colon, page = name.partition(":")
    beginning = SECTIONS.get(name, page or room)
    return here == name or here.startswith(f"{room}:{beginning}" if page else beginning)
