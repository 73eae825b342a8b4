"""The live checks of this room. Each is one module with one question; `install` adds them when the program starts."""

from lupaus.privacy.live import attestations, registry
from lupaus.privacy.live.checks import (
    access,
    channel,
    constraints,
    cookies,
    deployment,
    guards,
    mail,
    notice,
    recipients,
    retention,
    tables,
)

OURS = (
    retention.CHECK, constraints.CHECK, guards.CHECK, cookies.CHECK, tables.CHECK, mail.CHECK, access.CHECK,
    deployment.CHECK, channel.CHECK, attestations.CHECK, recipients.CHECK,
    notice.CHECK,
)  # fmt: skip


def install() -> None:
    """Add the checks of this room; called when the room is ready."""
    for check in OURS:
        registry.add(check)
