"""`lupaus`, the one command."""

import ast
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import date
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from lupaus.project.cluster import Cluster, ClusterFailed, private_cluster, test_cluster
from lupaus.project.environment import Misconfigured, database_url
from lupaus.project.postgres_programs import NoPostgres

SETTINGS = "lupaus.project.settings"
USAGE = "usage: lupaus COMMAND [OPTION…]\n\n`lupaus COMMAND --help` explains a command. They are:"


@dataclass(frozen=True)
class Entry:
    """One line of `lupaus --help`."""

    group: str
    name: str
    says: str


def main(arguments: list[str] | None = None) -> int:
    """Do what the command line says, and give the exit code."""
    words = sys.argv[1:] if arguments is None else arguments
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    try:
        return _do(words)
    except (Misconfigured, ClusterFailed, NoPostgres) as error:
        sys.stderr.writelines(f"lupaus: {line}\n" for line in str(error).splitlines())
        return 1
    except KeyboardInterrupt:
        return 130


def _do(words: list[str]) -> int:
    if not words or words[0] in {"-h", "--help", "help"}:
        sys.stdout.write(_overview())
        return 0
    name, *rest = words
    if name in OWN:
        return OWN[name].do(rest)
    if name in {entry.name for entry in commands_of_jobs()}:
        return _of_jobs(name, rest)
    sys.stderr.write(f"lupaus: there is no command {name!r}. `lupaus --help` lists them all.\n")
    return 2


def commands_of_jobs() -> list[Entry]:
    """List the commands of the room `jobs`, read from their files, so that a broken one cannot hide the others."""
    jobs = find_spec("lupaus.jobs")
    places = list(jobs.submodule_search_locations or []) if jobs else []
    files = [file for place in places for file in Path(place, "management", "commands").glob("[!_]*.py")]
    return [_entry_of(file) for file in sorted(files)]


def _entry_of(file: Path) -> Entry:
    said = dict(_constants_of(ast.parse(file.read_text(encoding="utf-8"))))
    return Entry(said.get("group", "Other"), file.stem.replace("_", "-"), said.get("help", "").split("\n")[0])


def _constants_of(module: ast.Module) -> Iterator[tuple[str, str]]:
    """Give the texts a command's class is made with, such as `help` and `group`."""
    for node in ast.walk(module):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant(value=str(text))):
                yield name, text


def _overview() -> str:
    entries = [*(Entry(own.group, name, own.says) for name, own in OWN.items()), *commands_of_jobs()]
    width = max(len(entry.name) for entry in entries)
    lines = [USAGE]
    for group in dict.fromkeys(entry.group for entry in entries):
        lines += ["", group]
        lines += [f"  {entry.name:{width}}  {entry.says}" for entry in entries if entry.group == group]
    return "\n".join(lines) + "\n"


def _django(words: list[str]) -> int:
    """Run one of Django's commands, with the private cluster running as long as it lasts."""
    from django.core.management import execute_from_command_line  # noqa: PLC0415 -- `--help` starts without Django

    with _database():
        execute_from_command_line(["lupaus", *words])
    return 0


def _database() -> AbstractContextManager[object]:
    return nullcontext() if database_url() else private_cluster().in_use()


def _of_jobs(name: str, words: list[str]) -> int:
    """Run a command of the room `jobs` under the name it goes by, so that its own help says that name, too."""
    import django  # noqa: PLC0415 -- as below
    from django.core.management import load_command_class  # noqa: PLC0415 -- `--help` starts without Django

    with _database():
        django.setup()
        load_command_class("lupaus.jobs", name.replace("-", "_")).run_from_argv(["lupaus", name, *words])
    return 0


def _run(words: list[str]) -> int:
    from lupaus.project import launch  # noqa: PLC0415 -- `--help` starts without Django

    return launch.run(words)


def _init(words: list[str]) -> int:
    from lupaus.project import launch  # noqa: PLC0415 -- `--help` starts without Django

    return launch.init(words)


def _promises(words: list[str]) -> int:
    if "--live" in words:
        return _django(["promises_live", *(word for word in words if word != "--live")])
    from lupaus.privacy.proof import command  # noqa: PLC0415 -- other commands do without it

    return command.main(words)


def _lint(words: list[str]) -> int:
    from lupaus.privacy.linter import command  # noqa: PLC0415 -- other commands do without it

    return command.main(words, today=date.today())  # noqa: DTZ011 -- a text file bears days, not moments


def _cluster(words: list[str]) -> int:
    cluster = test_cluster() if "--test" in words else private_cluster()
    verbs: dict[str, Callable[[], None]] = {
        "start": cluster.keep,
        "stop": cluster.stop,
        "status": partial(_show, cluster),
        "wipe": cluster.wipe,
    }
    match [word for word in words if word != "--test"]:
        case [verb] if verb in verbs:
            verbs[verb]()
            return 0
    sys.stderr.write(f"usage: lupaus cluster {' | '.join(verbs)} [--test]\n")
    return 2


def _show(cluster: Cluster) -> None:
    sys.stdout.write(f"{'running' if cluster.is_running() else 'stopped'}: {cluster.folder}\n{cluster.url}\n")


@dataclass(frozen=True)
class Own:
    """A command that is not a management command, because it must work before Django does."""

    group: str
    says: str
    do: Callable[[list[str]], int]


OWN = {
    "run": Own("Running", "Start the site: database, web and worker, until Ctrl-C", _run),
    "init": Own("Running", "Make an empty installation, without the demo company", _init),
    "cluster": Own("Running", "Start, stop, show or wipe the private PostgreSQL", _cluster),
    "django": Own("Running", "Run one of Django's own commands, such as `migrate` or `shell`", _django),
    "promises": Own("Privacy", "Show which promises of the notice this version keeps, and by which test", _promises),
    "lint": Own("Privacy", "Say what is wrong with a privacy notice, sentence by sentence", _lint),
}

if __name__ == "__main__":
    sys.exit(main())
