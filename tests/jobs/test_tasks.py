"""The tick, and the list of jobs."""

import pytest
from procrastinate.contrib.django import app

from lupaus.foundation import clock
from lupaus.jobs import tasks
from lupaus.jobs.models import LastRun

pytestmark = pytest.mark.django_db


def test_a_tick_does_what_is_due() -> None:
    tasks.tick(timestamp=0)

    assert LastRun.objects.count() >= 12
    assert all(run.at <= clock.now() for run in LastRun.objects.all())


def test_every_job_has_the_name_of_a_room_and_a_verb() -> None:
    names = [name for name in app.tasks if not name.startswith(("procrastinate", "builtin"))]

    assert {"communication.deliver", "billing.mail", "jobs.tick"} <= set(names)
    assert all(name.count(".") == 1 for name in names)
