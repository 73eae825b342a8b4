"""The live check of clock-driven work: has everything that the promises need been done, and in time?"""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Final

from lupaus.jobs import periodic
from lupaus.jobs.models import LastRun
from lupaus.jobs.periodic import Chore
from lupaus.privacy.live import Finding, LiveCheck
from lupaus.promises import Text

ROWS: Final[Mapping[str, tuple[str, ...]]] = {
    "scheduling.sweep_holds": ("S8",),
    "scheduling.expire_offers": ("S42",),
    "scheduling.tell_cancellations": ("S8",),
    "scheduling.roll_series": ("S36",),
    "scheduling.remind": ("S8",),
    "scheduling.text_night_offers": ("S42",),
    "scheduling.settle": ("S8",),
    "billing.issue_due": ("S8",),
    "orders.sweep_drafts": ("S15", "S66"),
    "communication.wake_due": ("S8",),
    "register.finish_merges": ("S5",),
    "vault.finish_destructions": ("S66",),
    "accounts.sweep": ("S27", "S28", "S66"),
    "communication.tell_roles": ("S52",),
    "communication.remind_of_access": ("S52", "S70"),
    "jobs.sweep": ("S66",),
    "communication.sweep": ("S66",),
    "vault.sweep_orphans": ("S66",),
    "exchange.sweep_files": ("S66",),
    "providers.forget_proposals": ("S66",),
    "care.sweep_requests": ("S20", "S66"),
    "communication.forget_registrants": ("S20", "S66"),
    "keys.rotate": ("S77",),
    "privacy.try_channel": ("S2",),
    "privacy.check": ("S80",),
    "privacy.follow": ("S1", "S73"),
}
"""Every piece of clock-driven work, and the promises that it keeps. One that is listed and is no more is missed."""

SENTENCES: Final[Mapping[str, tuple[str, ...]]] = {
    "orders.sweep_drafts": ("periods.unfinished.why",),
    "accounts.sweep": ("periods.session.why", "periods.link.why", "stores.sessions.retention"),
    "communication.sweep": ("stores.mail.retention",),
    "jobs.sweep": ("stores.queue.retention",),
    "privacy.try_channel": ("controller.contact",),
}
"""The very sentences of the notice that are untrue when some work is not done."""

OTHERS: Final = ("S80",)
"""What is said of work that nobody has listed yet."""
SLACK: Final = timedelta(minutes=30)


def look(at: datetime) -> list[Finding]:
    """Return the work that is not done: never, not in time, failing, or taken out of the program."""
    chores = {chore.verb: chore for chore in periodic.chores()}
    runs = {run.verb: run for run in LastRun.objects.all()}
    begun = min((run.at for run in runs.values()), default=at)  # before the worker's first minute nothing is late
    return [
        Finding(f"{verb} {why}", ROWS.get(verb, OTHERS), SENTENCES.get(verb, ()))
        for verb in sorted({*ROWS, *chores})
        if (why := _wrong(chores.get(verb), runs.get(verb), begun, at))
    ]


def _wrong(chore: Chore | None, run: LastRun | None, begun: datetime, at: datetime) -> str:
    if chore is None:
        return "is no part of the program any more"
    if run is None:
        return "has never been done" if at > chore.next_after(begun) + _patience(chore) else ""
    if at > chore.next_after(run.at) + _patience(chore):
        return "is late"
    return "fails" if run.failing_since is not None else ""


def _patience(chore: Chore) -> timedelta:
    """Return for how long work may be late: as long again as its own interval, two hours at most."""
    return min(max(chore.interval or timedelta(hours=2), SLACK), timedelta(hours=2))


def verbs() -> Iterator[str]:
    """Yield what is listed here and what runs; a test holds them together."""
    yield from sorted({*ROWS} ^ {chore.verb for chore in periodic.chores()})


CHECK: Final = LiveCheck(
    "jobs",
    tuple(sorted({row for rows in (*ROWS.values(), OTHERS) for row in rows})),
    Text(
        "Onko ohjelma tehnyt ajallaan kaiken, mitä se tekee itse?",
        "Har programmet gjort allt som det gör av sig självt i tid?",
        "Has the program done in time everything that it does by itself?",
    ),
    look,
    remedy=Text(
        "Käynnistämme työn uudelleen. Se tekee silloin kaiken, mikä on jäänyt tekemättä.",
        "Vi startar arbetet på nytt. Då görs allt som har blivit ogjort.",
        "We start the work again. It then does everything that was left undone.",
    ),
    mend="Tarkista, että työntekijäprosessi on käynnissä. Rästit tehdään itsestään, kun se taas käy.",
)
