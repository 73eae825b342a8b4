"""Checks of the code against its declarations that need no running installation: E004, E011, E014-E017, E019, E021.

They fail `make check` and do not stop a start: a program that runs is not made safer by standing still over them.

Source: vault design, "Check codes".
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage
from django.core.checks import Warning as Flaw
from django.urls import URLPattern, URLResolver, get_resolver
from procrastinate.contrib.django import app as queue

from lupaus.company.models import Profile
from lupaus.privacy import declarations
from lupaus.privacy.declarations import Column
from lupaus.privacy.notice import completeness, fingerprint, inputs
from lupaus.privacy.notice.document import Document
from lupaus.promises import ACCESS, Basis, Category, Purpose, Recipient, Register, Source
from lupaus.promises.grounds import ground_of
from lupaus.promises.stores import STORES
from lupaus.promises.vocabulary import Vocabulary

CONSENTS: Final = frozenset({Basis.CONSENT, Basis.EXPLICIT_CONSENT})
WITHDRAWALS: Final[Mapping[str, str]] = {"orders.HealthNote": "customer:data_health_withdrawal"}
"""For each table that stands on consent: the page where it is withdrawn, which erases what is in the table."""
WITHOUT_DOOR: Final = frozenset({"healthz", "readyz"})
"""What machines ask; it opens nothing."""
_BUILT_IN: Final = "procrastinate.builtin_tasks"
PLAIN_ARGUMENTS: Final = frozenset({"at", "by", "timestamp", "context", "verb"})
_LOADED: Final = re.compile(r"""(?:\b(?:src|srcset|action|data|poster)|<link[^>]*\bhref)\s*=\s*["']\s*(?:https?:)?//""")
_PACKAGE: Final = Path(__file__).resolve().parents[2]


def check(app_configs: Sequence[AppConfig] | None, **_: object) -> list[CheckMessage]:
    """Return what the code does that its declarations do not carry, or the reverse."""
    del app_configs
    columns = list(declarations.columns())
    stand_in = Profile(name="-", business_id="-", street="-", postcode="-", city="-", email="-", phone="-")
    stand_in.register_role = stand_in.register_email = "-"
    compiled = fingerprint.documents(inputs.of(stand_in))
    return [
        *consents(columns, WITHDRAWALS, _url_names()),
        *doorless(_views(get_resolver().url_patterns)),
        *jobs({name: task.func for name, task in queue.tasks.items() if _BUILT_IN not in name}),
        *foreign_hosts({str(path): path.read_text() for path in sorted(_PACKAGE.rglob("*.html"))}),
        *foreign_sources(settings.SECURE_CSP),
        *languages(compiled),
        *gaps(compiled[0]),
        *uncarried(columns),
        *unused(columns),
    ]


def consents(columns: Iterable[Column], pages: Mapping[str, str], known: Collection[str]) -> Iterator[CheckMessage]:
    """E004: what stands on consent can be withdrawn on a page of ours."""
    for label in sorted({each.model._meta.label for each in columns if each.holds.basis in CONSENTS}):
        if pages.get(label) not in known:
            yield _flaw("E004", f"{label} stands on consent, and no page withdraws it")


def doorless(views: Iterable[tuple[str, object]]) -> Iterator[CheckMessage]:
    """E011: every page is entered by a door, inside which a value opens by a reading rule or not at all."""
    for name, view in views:
        if not hasattr(view, "door") and name not in WITHOUT_DOOR:
            yield _flaw("E011", f"{name} has no door, so no reading rule stands before what it shows")


def jobs(tasks: Mapping[str, Callable[..., object]]) -> Iterator[CheckMessage]:
    """E014: a job takes ids and times, never values."""
    for name, func in sorted(tasks.items()):
        code = getattr(func, "__wrapped__", func).__code__
        named = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
        for argument in named:
            if argument not in PLAIN_ARGUMENTS and not argument.endswith(("_id", "_ids")):
                yield _flaw("E014", f"job {name} takes {argument}, which is no id")


def foreign_hosts(templates: Mapping[str, str]) -> Iterator[CheckMessage]:
    """E015: no template loads or sends anything elsewhere."""
    for path, text in templates.items():
        if _LOADED.search(text):
            yield _flaw("E015", f"{path} loads something from another host")


def foreign_sources(policy: Mapping[str, Any]) -> Iterator[CheckMessage]:  # Any: Django says object
    """E015: the content security policy lets nothing in from elsewhere."""
    for name, sources in policy.items():
        for source in sources:
            if not (str(source).startswith("'") or source == "data:"):
                yield _flaw("E015", f"the content security policy allows {source} as {name}")


def languages(compiled: Sequence[Document]) -> Iterator[CheckMessage]:
    """E016: what is said in one language is said in all."""
    first, *others = [{row.id: [bool(cell) for cell in row.cells] for _, _, row in each.rows()} for each in compiled]
    for document, rows in zip(compiled[1:], others, strict=True):
        for code in sorted({code for code in first.keys() | rows.keys() if first.get(code) != rows.get(code)}):
            yield _flaw("E016", f"{code} is not said in {document.language}")


def gaps(document: Document) -> Iterator[CheckMessage]:
    """E017: what art. 13 and 14 ask for is said."""
    for item in completeness.missing(document):
        yield _flaw("E017", f"the notice does not say {item.name.en} (art. {item.article})")


def uncarried(columns: Iterable[Column]) -> Iterator[CheckMessage]:
    """E019: no period is longer than any reason."""
    for each in columns:
        if each.holds.retention and ground_of(each.holds.retention, each.holds.purposes) is None:
            yield _flaw("E019", f"{each.model._meta.label}.{each.name} is kept longer than any ground carries")


def unused(columns: Iterable[Column]) -> Iterator[CheckMessage]:
    """E021: every word of the vocabularies is used by a table, a store or the access table."""
    used: set[Vocabulary] = {category for store in STORES for category in store.categories}
    used |= {word for row in ACCESS for word in (row.purpose, *row.categories)}
    for each in columns:
        holds = each.holds
        found = (holds.register, holds.basis, holds.source_of(each.name), *holds.purposes, *holds.recipients)
        used |= {each.category, *(word for word in found if word is not None)}
    for kind in (Category, Purpose, Register, Source, Recipient):
        for word in kind:
            if word not in used and word not in ELSEWHERE:
                yield _flaw("E021", f"{kind.__name__}.{word.name} is declared and never used")


ELSEWHERE: Final[frozenset[Vocabulary]] = frozenset(
    {Recipient.MAP_SERVICE, Recipient.TEXT_CARRIER, Recipient.ACCOUNTANT, Source.GEOCODER}
)
"""Words that an installation uses when it is set up so: with a map service, text messages, an accountant."""


def _views(patterns: Iterable[URLPattern | URLResolver]) -> Iterator[tuple[str, Any]]:  # Any: a view
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _views(pattern.url_patterns)
        elif getattr(pattern.callback, "__module__", "").startswith("lupaus."):
            yield str(pattern.name), pattern.callback


def _url_names() -> set[str]:
    def names(patterns: Iterable[URLPattern | URLResolver], space: str) -> Iterator[str]:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
                yield from names(pattern.url_patterns, inner)
            else:
                yield f"{space}{pattern.name}"

    return set(names(get_resolver().url_patterns, ""))


def _flaw(code: str, what: str) -> CheckMessage:
    return Flaw(what, id=f"privacy.{code}")
