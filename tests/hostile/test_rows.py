"""Every row of the list of hostile inputs has its tests, and each goes to every address there is."""

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.hostile.inputs import TYPED
from tests.hostile.rows import ELSEWHERE, ROWS

ROOT = Path(__file__).parents[2]
ASKED = [*range(1, 34), *range(38, 42), 43, *range(51, 57)]
"""The rows that the product is asked to stand today."""
TYPED_IN = "test_every_form_answers_whatever_is_typed"
SHAPES = {"H27", "H28"}
"""Rows that are no text in a field but another shape of the whole form."""


def test_every_row_has_its_tests_and_no_other_row_stands_in_the_table() -> None:
    assert list(ROWS) == [f"H{number}" for number in ASKED]
    assert all(ROWS.values())


@pytest.mark.parametrize("row", ROWS)
def test_the_tests_of_a_row_exist_and_run(row: str) -> None:
    assert list(missing(ROWS[row])) == []


@pytest.mark.parametrize("row", [row for row in ROWS if row not in ELSEWHERE])
def test_a_row_is_tried_at_every_address(row: str) -> None:
    assert any(walks(place) for place in ROWS[row])


@pytest.mark.parametrize("row", [row for row, places in ROWS.items() if any(TYPED_IN in place for place in places)])
def test_a_row_that_is_typed_has_a_text(row: str) -> None:
    assert row in SHAPES or any(name.split()[0] == row for name in TYPED)


def missing(places: Iterable[str]) -> Iterator[str]:
    """Yield the tests that are not there, or are skipped."""
    for place in places:
        path, _, name = place.partition("::")
        found = functions(path).get(name)
        if found is None or any("skip" in ast.unparse(each) for each in found.decorator_list):
            yield place


def walks(place: str) -> bool:
    """Say whether a test goes through the table of doors, by its parameters, itself or by a fixture it asks for."""
    path, _, name = place.partition("::")
    known = functions(path)
    asked = [known[name], *(known[each.arg] for each in known[name].args.args if each.arg in known)]
    helpers = [known[each] for part in asked for each in called(part) if each in known]
    return any(word in ast.unparse(part) for part in (*asked, *helpers) for word in ("DOOR", "PARTS", "at_every_door"))


def called(function: ast.FunctionDef) -> list[str]:
    return [
        node.func.id for node in ast.walk(function) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    ]


@cache
def functions(path: str) -> dict[str, ast.FunctionDef]:
    """Return the functions of a module by name; none when it is not there."""
    file = ROOT / path
    tree = ast.parse(file.read_text("utf-8")) if file.exists() else ast.parse("")
    return {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_control_a_row_without_a_test_is_seen() -> None:
    assert list(missing(["tests/hostile/test_rows.py::test_that_is_not_there"]))
    assert list(missing(["tests/hostile/no_such_file.py::test_a"]))


def test_control_a_test_of_one_address_is_seen() -> None:
    assert not walks("tests/hostile/test_rows.py::test_control_a_row_without_a_test_is_seen")
    assert walks("tests/hostile/test_effects.py::test_h24_other_methods_are_refused_at_every_address")
