"""What import-linter cannot see: the rest of docs/architecture.md, rule by rule.

Each rule reads one file and names what it finds. A planted fault shows that the rule sees it, and a near miss
that it sees nothing else.
"""

import ast
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from lupaus.privacy.checks import models as model_checks

CHECKOUT = Path(__file__).resolve().parents[1]
PACKAGE = CHECKOUT / "src" / "lupaus"
EDGE = ("sites", "api", "jobs", "project")
LONGEST_FILE = 400
LONGEST_TEMPLATE = 80

type Rule = Callable[[str, ast.Module], Iterable[str]]


def foreign_keys_name_classes(path: str, tree: ast.Module) -> Iterator[str]:
    """A string would hide the edge from import-linter."""
    for call in _relations(tree):
        target = call.args[0] if call.args else None
        if isinstance(target, ast.Constant) and "." in str(target.value):
            yield f"{path}:{call.lineno} refers to {target.value} by a string"


def no_way_back_across_rooms(path: str, tree: ast.Module) -> Iterator[str]:
    """A reverse accessor would let a room below reach the room above."""
    room = _room(path)
    foreign = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("lupaus.")
        for alias in node.names
        if (node.module or "").split(".")[1] != room
    }
    for call in _relations(tree):
        target = ast.unparse(call.args[0]) if call.args else ""
        users = set() if room == "accounts" else {"settings"}
        if target.split(".")[0] in foreign | users and _keyword(call, "related_name") != "+":
            yield f'{path}:{call.lineno} {target} lies in another room and wants related_name="+"'


def sites_do_not_write(path: str, tree: ast.Module) -> Iterator[str]:
    """A page calls one write function of a room."""
    if not path.startswith("sites/"):
        return
    for call in _calls(tree):
        method, before = _method(call)
        writes = method in {"bulk_create", "bulk_update", "get_or_create", "update_or_create"}
        writes |= method in {"save", "delete"} and "session" not in before
        writes |= method in {"create", "update"} and "objects" in before
        if writes:
            yield f"{path}:{call.lineno} writes with {before}.{method}()"
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "django.db" and path not in WITH_THE_DATABASE:
            yield f"{path}:{node.lineno} uses the database itself"


WITH_THE_DATABASE = {"sites/public/operations.py": "/readyz asks whether the database answers"}
"""Pages that speak to the database itself, with the reason."""


def nobody_below_the_edge_reads_the_clock(path: str, tree: ast.Module) -> Iterator[str]:
    """Time is an argument, so that an auditor can run the next 400 days in a minute."""
    if path.startswith(EDGE) or path in CLOCKS:
        return
    for node in ast.walk(tree):
        read = ast.unparse(node) if isinstance(node, ast.Attribute) else ""
        if re.search(r"(^|\.)(timezone\.now|clock\.(now|wall)|datetime\.(now|utcnow|today)|date\.today)$", read):
            yield f"{path}:{node.lineno} reads the clock: {read}"
        if isinstance(node, ast.keyword) and node.arg in {"auto_now", "auto_now_add"}:
            yield f"{path}:{node.value.lineno} lets a column read the clock"
        if isinstance(node, ast.Name) and node.id == "Now":
            yield f"{path}:{node.lineno} lets the database read the clock"


CLOCKS = {
    "foundation/clock.py": "it is the edge",
    "accounts/sessions.py": "sessions and codes keep wall time, whatever the business clock says",
}


def nothing_is_a_junk_drawer(path: str, tree: ast.Module) -> Iterator[str]:
    """What has no name has no home yet."""
    del tree
    if path != "catalogue/services.py" and Path(path).stem in {
        "utils",
        "util",
        "helpers",
        "helper",
        "common",
        "misc",
        "services",
        "signals",
        "admin",
    }:
        yield f"{path} is no noun of the glossary"


GATHERS = "exchange/faults.py"
"""Gathers what is refused of every row of a file, to say all of it in one answer."""


def only_the_edge_catches_refusals(path: str, tree: ast.Module) -> Iterator[str]:
    """A refusal is an answer for a person; a room that swallows it gives none."""
    if path.startswith(EDGE) or path == GATHERS:
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.ExceptHandler) and node.type is not None:
            names = {part.id for part in ast.walk(node.type) if isinstance(part, ast.Name)}
            if "Refused" in names:
                yield f"{path}:{node.lineno} catches Refused"


def nothing_is_marked_safe(path: str, tree: ast.Module) -> Iterator[str]:
    """Text is escaped where it is printed; `format_html` builds markup."""
    for node in ast.walk(tree):
        name = node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
        if name in {"mark_safe", "SafeString"} and path not in MARKUP:
            yield f"{path}:{node.lineno} marks text as safe"


MARKUP = {
    "sites/furniture/icons.py": "drawings of our own, without a word of anybody's",
    "sites/furniture/templatetags/furniture.py": "puts drawings and components together from escaped parts",
}
"""Files that make markup of constants, with the reason."""


def sql_is_the_mappers_business(path: str, tree: ast.Module) -> Iterator[str]:
    """A query with text in it is a query with somebody's text in it one day."""
    for call in _calls(tree):
        method, before = _method(call)
        if method in {"raw", "extra"} and ("objects" in before or "filter" in before):
            yield f"{path}:{call.lineno} calls {method}()"
        if ast.unparse(call.func) == "RawSQL":
            yield f"{path}:{call.lineno} calls RawSQL"


def rooms_send_no_signals(path: str, tree: ast.Module) -> Iterator[str]:
    """A use case lives in the highest room it touches; nothing happens behind its back."""
    if path in SIGNALS:
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").endswith((".signals", ".dispatch")):
            yield f"{path}:{node.lineno} imports {node.module}"


SIGNALS: dict[str, str] = {}
"""Files that listen to a library which offers nothing else, with the reason."""

RULES: tuple[Rule, ...] = (
    foreign_keys_name_classes,
    no_way_back_across_rooms,
    sites_do_not_write,
    nobody_below_the_edge_reads_the_clock,
    nothing_is_a_junk_drawer,
    only_the_edge_catches_refusals,
    nothing_is_marked_safe,
    sql_is_the_mappers_business,
    rooms_send_no_signals,
)

PLANTED: tuple[tuple[Rule, str, str, str], ...] = (
    (
        foreign_keys_name_classes,
        "orders/models.py",
        'models.ForeignKey("register.Customer")',
        "models.ForeignKey(Customer)",
    ),
    (
        no_way_back_across_rooms,
        "orders/models.py",
        "from lupaus.register.models import Customer\nmodels.ForeignKey(Customer, related_name='orders')",
        "from lupaus.register.models import Customer\nmodels.ForeignKey(Customer, related_name='+')",
    ),
    (
        no_way_back_across_rooms,
        "orders/models.py",
        "models.ForeignKey(settings.AUTH_USER_MODEL)",
        "from lupaus.orders.models import Order\nmodels.ForeignKey(Order, related_name='lines')",
    ),
    (sites_do_not_write, "sites/public/order.py", "draft.save()", "request.session.save()"),
    (sites_do_not_write, "sites/public/order.py", "Draft.objects.create()", "drafts.create(draft)"),
    (sites_do_not_write, "sites/public/order.py", "from django.db import transaction", "from django import db"),
    (nobody_below_the_edge_reads_the_clock, "orders/orders.py", "at = timezone.now()", "at = now"),
    (nobody_below_the_edge_reads_the_clock, "orders/orders.py", "datetime.now(UTC)", "datetime(2026, 1, 1)"),
    (nobody_below_the_edge_reads_the_clock, "orders/models.py", "DateTimeField(auto_now=True)", "DateTimeField()"),
    (nothing_is_a_junk_drawer, "orders/utils.py", "", ""),
    (
        only_the_edge_catches_refusals,
        "orders/orders.py",
        "try: x()\nexcept Refused: pass",
        "try: x()\nexcept KeyError: pass",
    ),
    (nothing_is_marked_safe, "sites/public/order.py", "mark_safe(name)", "format_html('{}', name)"),
    (sql_is_the_mappers_business, "orders/queries.py", "Order.objects.raw('select')", "keys.raw()"),
    (rooms_send_no_signals, "orders/apps.py", "from django.db.models.signals import post_save", "import signal"),
)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_house_keeps_the_rule(rule: Rule) -> None:
    found = [fault for path, tree in _modules() for fault in rule(path, tree)]

    assert found == []


@pytest.mark.parametrize(("rule", "path", "fault", "near_miss"), PLANTED)
def test_the_rule_sees_a_planted_fault_and_no_near_miss(rule: Rule, path: str, fault: str, near_miss: str) -> None:
    near_path = path.replace("utils", "quotes")

    assert [*rule(path, ast.parse(fault))]
    assert not [*rule(near_path, ast.parse(near_miss))]


def test_no_file_is_longer_than_a_reader() -> None:
    files = [path for folder in ("src", "tests", "bench") for path in (CHECKOUT / folder).rglob("*.py")]
    long = {
        path.name: length
        for path in files
        if "migrations" not in path.parts and (length := _length(path)) > LONGEST_FILE
    }

    assert files
    assert long == {}


MARKED_SAFE = r"\|\s*safe\b|autoescape\s+off"
FORBIDDEN_IN_MARKUP = {
    "has inline style": r"<style|\sstyle\s*=",
    "has an inline script": r"<script(?![^>]*\ssrc\s*=)|\son[a-z]+\s*=\s*[\"']|javascript:",
    "asks a foreign host": (
        r"(?:\s(?:src|action|poster|formaction)\s*=|<link[^>]*\shref\s*=|url\()\s*[\"']?\s*(?:https?:)?//"
    ),
}
CLEAN_PAGE = """{% extends "base.html" %}{# on one page #}<p class="once">{{ name }}</p>
<a href="/my//x" data-on="1"><a href="https://tietosuoja.fi">{% include "a.html" with style="code" %}</a>
<script src="{% static 'x.js' %}" defer></script>"""
DIRTY_PAGES = (
    "{{ name|safe }}",
    "{% autoescape off %}",
    '<p style="color: red">',
    "<style>p{}</style>",
    "<script>alert(1)</script>",
    '<a onclick="x()">',
    '<a href="javascript:x()">',
    '<img src="https://cdn.example/x.png">',
    '<link href="//fonts.example/x.css">',
)


def test_templates_are_short_and_plain() -> None:
    pages = sorted((PACKAGE / "sites").rglob("templates/**/*.html"))
    faults = [
        f"{page.relative_to(PACKAGE)} {fault}"
        for page in pages
        for fault in _faults_of_template(page.read_text("utf-8"))
    ]
    long = [str(page.relative_to(PACKAGE)) for page in pages if _length(page) > LONGEST_TEMPLATE]

    assert faults == []
    assert long == []


@pytest.mark.parametrize("page", DIRTY_PAGES)
def test_the_template_rule_sees_a_planted_fault(page: str) -> None:
    assert _faults_of_template(page)
    assert not _faults_of_template(CLEAN_PAGE)


def test_every_url_has_a_door() -> None:
    doorless = [name for name, view in _views() if not hasattr(view, "door") and not name.startswith(WITHOUT_DOOR)]

    assert doorless == []


WITHOUT_DOOR = ("account_", "mfa_", "usersessions_", "socialaccount_", "healthz", "readyz")
"""Pages of the sign-in library, which open no personal data, and the two that machines ask."""


def test_every_column_of_every_app_is_declared() -> None:
    assert [error.msg for error in model_checks.check(None)] == []


def _modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        if "migrations" not in path.parts:
            yield path.relative_to(PACKAGE).as_posix(), ast.parse(path.read_text("utf-8"))


def _room(path: str) -> str:
    return path.split("/", maxsplit=1)[0]


def _calls(tree: ast.Module) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _relations(tree: ast.Module) -> Iterator[ast.Call]:
    kinds = {"ForeignKey", "OneToOneField", "ManyToManyField"}
    return (call for call in _calls(tree) if ast.unparse(call.func).split(".")[-1] in kinds)


def _keyword(call: ast.Call, name: str) -> object:
    found = (word.value for word in call.keywords if word.arg == name)
    return next((value.value for value in found if isinstance(value, ast.Constant)), None)


def _method(call: ast.Call) -> tuple[str, str]:
    return (call.func.attr, ast.unparse(call.func.value)) if isinstance(call.func, ast.Attribute) else ("", "")


def _length(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def _faults_of_template(source: str) -> list[str]:
    markup = re.sub(r"\{%.*?%\}", "", source)
    faults = [fault for fault, pattern in FORBIDDEN_IN_MARKUP.items() if re.search(pattern, markup, re.IGNORECASE)]
    return faults + ["marks text as safe"] * bool(re.search(MARKED_SAFE, source))


def _views() -> Iterator[tuple[str, object]]:
    yield from _views_below(get_resolver().url_patterns, "")


def _views_below(patterns: Iterable[URLPattern | URLResolver], space: str) -> Iterator[tuple[str, object]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _views_below(
                pattern.url_patterns, f"{space}{pattern.namespace}:" if pattern.namespace else space
            )
        else:
            yield f"{space}{pattern.name or pattern.pattern}", pattern.callback
