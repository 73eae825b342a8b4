"""The one command."""

import pytest

from lupaus.project import cli


def test_the_overview_names_every_own_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--help"]) == 0

    listed = [line.split()[0] for line in capsys.readouterr().out.splitlines() if line.startswith("  ")]
    assert listed[: len(cli.OWN)] == list(cli.OWN)
