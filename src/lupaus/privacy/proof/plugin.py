"""A pytest plugin: writes down which promises the tests of `tests/promises/` have shown.

A module counts only when every test in it ran and passed, in one run, on code that did not change meanwhile.
A skipped or expected failure is no pass, and neither is a module of which only some tests were chosen.
"""

import ast
import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lupaus.privacy.proof import results, tree
from lupaus.privacy.proof.promise import BadPromise, Promise, State

KEY = "lupaus-promise"


@dataclass
class Module:
    """What has been seen of one test module so far."""

    promise: Promise
    wanted: frozenset[str]
    ran: set[str] = field(default_factory=set)
    failed: bool = False
    began: float = 0.0
    """When its first test began, in seconds since 1970, as pytest dates its reports."""

    @property
    def passed(self) -> bool:
        """Say whether all its tests ran and none failed."""
        return not self.failed and self.ran == self.wanted


class Recorder:
    """Collects the outcomes of one run; under xdist it runs in the controller."""

    def __init__(self, checkout: Path) -> None:
        self.checkout = checkout
        self.tree = tree.fingerprint(checkout)
        self.modules: dict[str, Module] = {}
        self.outcomes: dict[str, list[str]] = defaultdict(list)

    @pytest.hookimpl(trylast=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note a phase of a test that belongs to a promise."""
        claim = dict(report.user_properties).get(KEY)
        if not isinstance(claim, dict):
            return
        name = str(claim["test"])
        module = self.modules.setdefault(
            name,
            Module(Promise(claim["row"], State(claim["state"]), claim["missing"]), frozenset(claim["wanted"])),
        )
        module.began = min(module.began or report.start, report.start)
        if report.when == "call" and report.outcome == "passed" and not hasattr(report, "wasxfail"):
            module.ran.add(str(claim["function"]))
        elif report.outcome != "passed" or hasattr(report, "wasxfail"):
            module.failed = True

    def pytest_sessionfinish(self) -> None:
        """Write the results of the modules that ran whole."""
        whole = {name: module for name, module in self.modules.items() if module.failed or module.ran == module.wanted}
        if not whole or tree.fingerprint(self.checkout) != self.tree:
            return
        new = [self._result(name, module) for name, module in whole.items()]
        results.merge(new, self.checkout / "build" / "promises.json")

    def _result(self, name: str, module: Module) -> results.Result:
        ran_at = datetime.fromtimestamp(module.began, UTC).isoformat(timespec="seconds")
        claim = module.promise
        return results.Result(claim.row, claim.state, claim.missing, name, module.passed, self.tree, ran_at, ran_at)


def pytest_configure(config: pytest.Config) -> None:
    """Start recording, in the process that sees all reports."""
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Recorder(config.rootpath), "lupaus-promises")


def pytest_collection_modifyitems(items: list[pytest.Item], config: pytest.Config) -> None:
    """Give every promise test its module's claim, and refuse a module that cannot make one."""
    folder = config.rootpath / "tests" / "promises"
    for item in items:
        if item.path.is_relative_to(folder) and isinstance(item, pytest.Function):
            claim = claim_of(item.path, getattr(item.module, "PROMISE", None))
            place = item.path.relative_to(config.rootpath).as_posix()
            item.user_properties.append((KEY, {**claim, "test": place, "function": item.originalname}))


def claim_of(path: Path, promise: object) -> dict[str, object]:
    """Return what a module claims, ready to travel in a report.

    Raises:
        pytest.UsageError: no PROMISE, another row than the file's name says, or no control test.
    """
    if not isinstance(promise, Promise):
        message = f'{path.name}: wants PROMISE = Promise("S…", state=State.…)'
        raise pytest.UsageError(message)
    named = re.match(r"test_s0*([0-9]+)_", path.name)
    if not named or f"S{named[1]}" != promise.row:
        message = f"{path.name}: its name and its row {promise.row} differ"
        raise pytest.UsageError(message)
    wanted = tests_in(path.read_text("utf-8"))
    if not any("control" in name for name in wanted):
        message = f"{path.name}: has no control test (name it test_control_…: mechanism off, harm seen)"
        raise pytest.UsageError(message)
    return {"row": promise.row, "state": promise.state.value, "missing": promise.missing, "wanted": sorted(wanted)}


def tests_in(source: str) -> frozenset[str]:
    """Return the names of the test functions in a module's source."""
    return frozenset(
        node.name
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_")
    )


__all__ = ["BadPromise", "Promise", "State"]
