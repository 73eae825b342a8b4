"""What is sent: texts of the rows H3 to H53 of the list of hostile inputs, and every way to send a form wrong."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import batched

from tests.hostile.forms import Form

TYPED = {
    "H3 bidi": "\u202eoniA\u2066\u2069",
    "H4 invisible": "\u200b\u3164",
    "H5 zalgo": "a" + "\u0301" * 300,
    "H5 long word": "x" * 4096,
    "H5 sixty signs": "q\u0308" * 60,
    "H5 hundred signs": "q\u0308" * 100,
    "H5 four hundred signs": "q\u0308" * 400,
    "H5 hundred and twenty letters": "x" * 120,
    "H6 ä before @": "käyttäjä@example.fi",
    "H8 letters": "A\u0308iti 😀 Þßđŋž",
    "H9 quote": "Robert'); DROP TABLE students;--",
    "H9 path": "../../etc/passwd",
    "H9 null": "null",
    "H10 markup": "\"'></title><svg onload=alert(1)><script>alert(1)</script>",
    "H10 template": "{{7*7}}{% debug %}${x}{0.__class__}%n%(x)s%",
    "H11 sql": "' OR 1=1 --",
    "H12 wildcards": "%_\\",
    "H13 regex": "(a+)+$" + "a" * 200 + "!",
    "H14 formula": "=HYPERLINK(1)",
    "H16 line breaks": "a\r\nBcc: x@evil.example\r\n\r\nb",
    "H17 two addresses": "a@b.fi,c@d.fi",
    "H41 minus one": "-1",
    "H41 nothing": "-0",
    "H41 huge": "9" * 30,
    "H41 power": "1e5",
    "H41 wide digits": "１２",
    "H41 arabic digits": "١٢",
    "H41 underscore": "1_000",
    "H41 endless": "Infinity",
    "H53 year 1": "1.1.0001",
    "H53 year 9999": "9999-12-31",
    "H53 no such day": "31.2.2026",
    "H53 no such time": "25:61",
    "lies": "00000000-0000-0000-0000-000000000000",
}
EVERYWHERE = ("lies", "H41 huge", "H53 year 1", "H10 markup")
"""Sent in every field of a form, hidden ones and choices too."""
MOST_OFTEN = (
    "H3 bidi", "H4 invisible", "H5 zalgo", "H8 letters", "H10 markup", "H11 sql", "H16 line breaks",
    "H41 huge", "H41 arabic digits", "H53 year 1", "H53 year 9999", "lies",
)  # fmt: skip
"""The twelve that have found most: forms of one or two fields are sent these every day and the rest in the drill."""
FEW = 2
PARAMETERS = (
    "q", "page", "sort", "order", "order_by", "next", "day", "on", "from", "until", "state", "id", "size", "weeks",
)  # fmt: skip
REDIRECTS = (
    "//evil.example",
    "/\\evil.example",
    "https:evil.example",
    "\x08//evil.example",
    "@evil.example",
    "%2f%2fevil.example",
)
_UNASKED = (
    "is_staff is_superuser role roles price total_cents provider provider_id state customer_id subject paid by at"
)
EXTRA = dict.fromkeys(_UNASKED.split(), "1")
"""Names that a form must not listen to."""
TOKEN = "csrfmiddlewaretoken"

type Sent = tuple[str, dict[str, object]]


def every_day(form: Form) -> Iterator[Sent]:
    """Yield what one form is sent every day: each text in some field, and each field left out with others.

    Every text is sent at least once; several fields are typed into at once, each with another text.
    """
    valid = _valid(form)
    yield from _spread(valid, form.typed, MOST_OFTEN if len(form.typed) <= FEW else list(TYPED), fewest=3)
    yield from _spread(valid, list(valid), EVERYWHERE, fewest=1)
    yield from _misshapen(valid)
    if len(valid) > 1:
        for odd in (0, 1):
            yield "without every other field", dict(list(valid.items())[odd::2])


def everything(form: Form) -> Iterator[Sent]:
    """Yield each text in each field alone and in all that are typed into, and each field left out alone."""
    valid = _valid(form)
    for what, value in TYPED.items() if form.typed else ():
        yield what, {**valid, **dict.fromkeys(form.typed, value)}
        for name in form.typed:
            yield f"{what} in {name}", {**valid, name: value}
    for what in EVERYWHERE:
        yield f"{what} in every field", dict.fromkeys(valid, TYPED[what])
    yield from _misshapen(valid)
    for missing in valid:
        yield f"without {missing}", {name: value for name, value in valid.items() if name != missing}


def _spread(valid: Mapping[str, object], fields: Sequence[str], texts: Sequence[str], *, fewest: int) -> Iterator[Sent]:
    """Yield requests in which each field holds another of the texts, until each was sent, at least `fewest` times."""
    if not fields:
        return
    rounds = [*batched(texts, len(fields)), *(texts[shift:] for shift in range(1, fewest))]
    for several in rounds[: max(fewest, -(-len(texts) // len(fields)))]:
        typed = {name: TYPED[several[place % len(several)]] for place, name in enumerate(fields)}
        yield ", ".join(dict.fromkeys(several[: len(fields)])), {**valid, **typed}


def _misshapen(valid: Mapping[str, list[str]]) -> Iterator[Sent]:
    yield "nothing at all", {}
    yield "H27 more fields than asked", {**valid, **EXTRA}
    if valid:
        yield "H28 every field twice", {name: [*values, *values, "x"] for name, values in valid.items()}
        lists = {f"{name}[]": values for name, values in valid.items()} | {f"{name}[0]": "1" for name in valid}
        yield "H28 lists", lists


def _valid(form: Form) -> dict[str, list[str]]:
    """Return the form as somebody fills it in; the walk is not asked for the token against foreign forms."""
    return {name: values for name, values in form.filled().items() if name != TOKEN}
