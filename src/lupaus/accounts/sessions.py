"""Django's session engine over our own table: keys hashed, content sealed under the epoch key.

Sessions keep wall time: setting the business clock signs nobody out.

Source: vault design, "Sign-in, sessions, drafts".
"""

import hashlib
import json
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from lupaus.accounts import lifetimes
from lupaus.accounts.entitlement import check_owner
from lupaus.accounts.models import Session, User
from lupaus.foundation import clock
from lupaus.journal import entries
from lupaus.keys import epoch
from lupaus.keys.sealing import Unreadable
from lupaus.promises import Actor, Purpose

_PURPOSE = "session"
_TOUCH = timedelta(minutes=1)
"""How coarse `seen_at` is: one write a minute, however many pages somebody opens."""


class SessionStore(SessionBase):
    """One browser's session. `network` and `browser` are set by the middleware before anything is saved."""

    network = ""
    browser = ""
    row: Session | None = None

    def load(self) -> dict[str, Any]:  # Any: a session holds what its users put there
        """Return what the session holds; an unknown, ended or unreadable one is empty and gets a new key."""
        self.row = Session.objects.filter(key_hash=_hash(self.session_key), expires_at__gt=clock.wall()).first()
        held = _opened(self.row)
        if held is None:
            self.row = self._session_key = None
            return {}
        return held

    def exists(self, session_key: str | None) -> bool:
        """Say whether a session with this key is kept."""
        return Session.objects.filter(key_hash=_hash(session_key)).exists()

    def create(self) -> None:
        """Begin a session under a fresh key."""
        while True:
            self._session_key = self._get_new_session_key()  # type: ignore[attr-defined]  # the stubs leave it out
            try:
                self.save(must_create=True)
            except CreateError:
                continue
            self.modified = True
            return

    def save(self, must_create: bool = False) -> None:  # noqa: FBT001, FBT002 -- Django's signature
        """Keep what the session holds.

        Raises:
            CreateError: a new key was not new.
            UpdateError: the session was ended meanwhile; it does not come back.
        """
        if self.session_key is None:
            return self.create()
        held = self._held(is_new=must_create)
        return self._insert(held) if must_create else self._update(held)

    def delete(self, session_key: str | None = None) -> None:
        """End a session: this one, or the one with the key given."""
        key = session_key or self.session_key
        if key is not None:
            Session.objects.filter(key_hash=_hash(key)).delete()

    def get_expiry_age(self, **_: object) -> int:
        """Return how many seconds the cookie lives: a day for visitors, as long as any sign-in for others."""
        lifetime = lifetimes.LONGEST if self._user_id() else lifetimes.VISITOR.absolute
        return int(lifetime.total_seconds())

    @classmethod
    def clear_expired(cls) -> None:
        """Delete sessions that are over."""
        sweep(clock.wall())

    def _insert(self, held: dict[str, Any]) -> None:
        now = clock.wall()
        try:
            with transaction.atomic():
                self.row = Session.objects.create(
                    key_hash=_hash(self.session_key), begun_at=now, seen_at=now, **self._columns(held, now)
                )
        except IntegrityError as taken:
            raise CreateError from taken

    def _update(self, held: dict[str, Any]) -> None:
        now = clock.wall()
        if not Session.objects.filter(key_hash=_hash(self.session_key)).update(seen_at=now, **self._columns(held, now)):
            raise UpdateError

    def _columns(self, held: dict[str, Any], now: datetime) -> dict[str, Any]:
        user_id = self._user_id()
        begun_at = self.row.begun_at if self.row and user_id else now
        return {
            "sealed": epoch.seal(_PURPOSE, json.dumps(held).encode()),
            "user_id": user_id,
            "network": self.network if user_id else "",
            "browser": self.browser if user_id else "",
            "expires_at": begun_at + timedelta(seconds=self.get_expiry_age()),
        }

    def _held(self, *, is_new: bool) -> dict[str, Any]:  # Any: a session holds what its users put there
        held: dict[str, Any] = self._get_session(no_load=is_new)  # type: ignore[attr-defined]  # the stubs leave it out
        return held

    def _user_id(self) -> str | None:
        found = self._held(is_new=self.session_key is None).get(SESSION_KEY)
        return str(found) if found else None


def touch(row: Session, now: datetime) -> None:
    """Note that the browser was here; at most one write a minute."""
    if now - row.seen_at >= _TOUCH:
        Session.objects.filter(pk=row.pk).update(seen_at=now)


def end(user: User, session_id: UUID) -> bool:
    """End one of an account's sessions; say whether there was such a session."""
    ended, _ = Session.objects.filter(user=user, pk=session_id).delete()
    return bool(ended)


def end_others(user: User, key: str | None) -> int:
    """End every session of an account but the one with this key; return how many."""
    ended, _ = Session.objects.filter(user=user).exclude(key_hash=_hash(key)).delete()
    return ended


def end_all(user: User) -> int:
    """End every session of an account; return how many."""
    ended, _ = Session.objects.filter(user=user).delete()
    return ended


@transaction.atomic
def end_for(user: User, *, by: Actor, at: datetime) -> int:
    """End every session of somebody else's account, as an owner does; return how many.

    Raises:
        NotEntitled: somebody else than an owner, or the program, ends them.
    """
    check_owner(by)
    ended = end_all(user)
    entries.record(
        "sessions.ended",
        by=by,
        purpose=Purpose.SECURITY,
        at=at,
        subjects=[user.subject_id],
        about=("account", user.pk),
    )
    return ended


def sweep(now: datetime) -> int:
    """Delete sessions that are over; return how many."""
    ended, _ = Session.objects.filter(expires_at__lte=now).delete()
    return ended


def forgotten(slack: timedelta) -> QuerySet[Session]:
    """Return the sessions that were over `slack` ago by the wall clock, and should have been swept away since."""
    return Session.objects.filter(expires_at__lte=clock.wall() - slack)


@transaction.atomic
def reseal(now: datetime) -> int:
    """Seal every live session under the epoch key of today; called between the two steps of its rotation."""
    count = 0
    for row in Session.objects.filter(expires_at__gt=now).select_for_update():
        held = _opened(row)
        if held is not None:
            row.sealed = epoch.seal(_PURPOSE, json.dumps(held).encode())
            row.save(update_fields=["sealed"])
            count += 1
    return count


def _opened(row: Session | None) -> dict[str, Any] | None:  # Any: a session holds what its users put there
    if row is None:
        return None
    try:
        held: dict[str, Any] = json.loads(epoch.unseal(_PURPOSE, bytes(row.sealed)))
    except Unreadable:
        return None
    return held


def _hash(key: str | None) -> str:
    return hashlib.sha256((key or "").encode()).hexdigest()
