"""Our own drawings: a 24 grid, 1.8 stroke, round ends, no fill. Always beside a word, hidden from screen readers."""

from typing import Final

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

DRAWINGS: Final = {
    "alert": '<path d="M12 4 21 19.6H3zM12 10v4.6M12 17.1v.1"/>',
    "back": '<path d="M20 12H5M10.2 6.8 5 12l5.2 5.2"/>',
    "cal": '<rect x="4" y="5.5" width="16" height="14.5" rx="2"/><path d="M4 10.3h16M8.5 3.2v4M15.5 3.2v4"/>',
    "check": '<path d="M5 12.8 9.6 17.3 19 7.2"/>',
    "clock": '<circle cx="12" cy="12" r="8.5"/><path d="M12 7.3V12l3 2"/>',
    "cross": '<path d="M6.5 6.5l11 11M17.5 6.5l-11 11"/>',
    "doc": '<path d="M6.3 3.5h7.4l4 4v13H6.3zM13.4 3.7v4.1h4.1M9.2 12.5h5.6M9.2 16h5.6"/>',
    "down": '<path d="M12 4v11M7.5 10.7 12 15.2l4.5-4.5M5 19.8h14"/>',
    "euro": '<path d="M18 6.3A7 7 0 1 0 18 17.7M4 10.3h9.5M4 13.8h8.5"/>',
    "eye": '<path d="M2.5 12S6 5.8 12 5.8 21.5 12 21.5 12 18 18.2 12 18.2 2.5 12 2.5 12z"/>'
    '<circle cx="12" cy="12" r="2.8"/>',
    "gear": '<circle cx="12" cy="12" r="3.1"/>'
    '<path d="M12 3.5v2.6M12 17.9v2.6M3.5 12h2.6M17.9 12h2.6M6 6l1.9 1.9'
    'M16.1 16.1 18 18M18 6l-1.9 1.9M7.9 16.1 6 18"/>',
    "heart": '<path d="M12 19.6S4.2 15 4.2 9.4A4.2 4.2 0 0 1 12 7.2a4.2 4.2 0 0 1 7.8 2.2c0 5.6-7.8 10.2-7.8 10.2z"/>',
    "home": '<path d="M3.5 11.8 12 4.5l8.5 7.3M6.2 9.8v10h11.6v-10"/>',
    "inbox": '<path d="M4 13.2 6.4 5h11.2L20 13.2V19H4zM4 13.2h5l1.2 2.4h3.6l1.2-2.4h5"/>',
    "info": '<circle cx="12" cy="12" r="8.5"/><path d="M12 11v5.2M12 7.7v.1"/>',
    "key": '<circle cx="8" cy="15.5" r="4"/><path d="M11 12.6 19.5 4M15.2 8.4l3 3"/>',
    "lock": '<rect x="5" y="11" width="14" height="9.5" rx="2"/><path d="M8 11V8a4 4 0 0 1 8 0v3"/>',
    "mail": '<rect x="3.5" y="5.5" width="17" height="13" rx="2"/><path d="m4.5 7.5 7.5 6 7.5-6"/>',
    "move": '<path d="M4 12h15M13.8 6.8 19 12l-5.2 5.2"/>',
    "pause": '<path d="M9 6v12M15 6v12"/>',
    "paw": '<circle cx="5.6" cy="11" r="1.8"/><circle cx="9.8" cy="6.2" r="1.9"/>'
    '<circle cx="14.8" cy="6.4" r="1.9"/><circle cx="18.6" cy="11.4" r="1.8"/>'
    '<path d="M12 11.5c-2.6 0-5 2.7-5 5 0 3 3.3 1.7 5 1.7s5 1.3 5-1.7c0-2.3-2.4-5-5-5z"/>',
    "phone": '<path d="'
    'M6 3.7h3l1.5 4-2 1.6a11 11 0 0 0 6.2 6.2l1.6-2 4 1.5v3a2 2 0 0 1-2 2C10.6 20 4 13.4 4 5.7a2 2 0 0 1 2-2z"/>',
    "pin": '<path d="M12 21s6.5-6 6.5-11a6.5 6.5 0 0 0-13 0c0 5 6.5 11 6.5 11z"/><circle cx="12" cy="10" r="2.3"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6"/><path d="m15 15 5 5"/>',
    "star": '<path d="m12 4 2.5 5.2 5.7.8-4.1 4 1 5.7-5.1-2.7-5.1 2.7 1-5.7-4.1-4 5.7-.8z"/>',
    "user": '<circle cx="12" cy="8" r="3.7"/><path d="M4.8 20a7.2 7.2 0 0 1 14.4 0"/>',
    "word": '<path d="M4 5.2h16v11.3h-8.6L6.8 20.3v-3.8H4z"/>',
}


def draw(name: str) -> SafeString:
    """Return one drawing as inline SVG.

    Raises:
        KeyError: there is no such drawing; a slip in a template, found by the first test that opens the page.
    """
    return format_html('<svg class="i" viewBox="0 0 24 24" aria-hidden="true">{}</svg>', mark_safe(DRAWINGS[name]))  # noqa: S308 -- our own constants
