"""The one command."""

import pytest

from lupaus.project import cli


def test_the_overview_names_every_command_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--help"]) == 0

    listed = [line.split()[0] for line in capsys.readouterr().out.splitlines() if line.startswith("  ")]
    assert sorted(listed) == sorted([*cli.OWN, *(entry.name for entry in cli.commands_of_jobs())])


def test_a_word_that_is_no_command_is_answered_with_where_to_look(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["frobnicate"]) == 2

    assert capsys.readouterr().err == "lupaus: there is no command 'frobnicate'. `lupaus --help` lists them all.\n"


def test_a_verb_the_cluster_does_not_know_is_answered_with_those_it_knows(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["cluster", "dance"]) == 2

    assert capsys.readouterr().err == "usage: lupaus cluster start | stop | status | wipe [--test]\n"


def test_every_command_of_the_jobs_has_a_group_and_one_line_in_the_overview() -> None:
    entries = cli.commands_of_jobs()

    assert [entry.name for entry in entries if entry.group == "Other" or not entry.says] == []
