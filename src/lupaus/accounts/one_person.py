"""Whether two accounts are plainly one person's: four eyes are not two pairs when one mailbox reads both.

Who keeps two accounts under two unlike addresses is not found here: the owners know each other, and the quarterly
review shows every role with who asked for it and who approved it.

Source: trust, H38.
"""

from datetime import datetime
from uuid import UUID

from lupaus.accounts.handles import UnknownHandle, address_behind
from lupaus.accounts.models import User


def are_one(one: UUID, other: UUID, *, at: datetime) -> bool:
    """Say whether two accounts are the same, are about one subject, or are reached in one mailbox."""
    if one == other:
        return True
    accounts = list(User.objects.filter(pk__in=[one, other]))
    if len({user.subject_id for user in accounts}) < len(accounts):
        return True
    mailboxes = [box for user in accounts if (box := _mailbox(user, at))]
    return len(set(mailboxes)) < len(mailboxes)


def _mailbox(user: User, at: datetime) -> str:
    """Return where mail to an account ends up: without the tag that most providers cut off, empty when unknown."""
    try:
        name, _, domain = address_behind(user.email, at=at).rpartition("@")
    except UnknownHandle:
        return ""
    return f"{name.partition('+')[0]}@{domain}".lower()
