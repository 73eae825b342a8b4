"""Declarations for tables that are not ours: Django's, allauth's and procrastinate's.

A model of ours declares beside its fields; these cannot, so they are declared here by label. `TABLES` names the
tables of the database that no model stands for.
"""

from collections.abc import Mapping
from datetime import date

from lupaus.promises.categories import Category
from lupaus.promises.declaration import After, Holds
from lupaus.promises.words import Basis, Purpose, Register, Source, Trigger

_SIGN_IN_ENDS = After(Trigger.CONTRACT_END, years=1)


def _sign_in(subject: str, personal: Mapping[str, Category], *technical: str) -> Holds:
    return Holds(
        register=Register.CUSTOMERS,
        subject=subject,
        purposes=(Purpose.IDENTIFICATION, Purpose.SECURITY),
        basis=Basis.CONTRACT,
        source=Source.PERSON,
        retention=_SIGN_IN_ENDS,
        personal=personal,
        technical=frozenset(technical),
    )


EXTERNAL: Mapping[str, Holds] = {
    "contenttypes.ContentType": Holds.nothing("id", "app_label", "model"),
    "auth.Permission": Holds.nothing("id", "name", "content_type", "codename"),
    "auth.Group": Holds.nothing("id", "name"),
    "auth.Group_permissions": Holds.nothing("id", "group", "permission"),
    # `email` is no address but a handle, an HMAC at sealed.invalid; the address lives in the vault.
    "account.EmailAddress": _sign_in(
        "user__subject", {"email": Category.CREDENTIAL}, "id", "user", "verified", "primary"
    ),
    "account.EmailConfirmation": _sign_in(
        "email_address__user__subject",
        {"key": Category.CREDENTIAL},
        "id",
        "email_address",
        "created",
        "sent",
    ),
    "mfa.Authenticator": _sign_in(
        "user__subject",
        {"data": Category.CREDENTIAL, "last_used_at": Category.CREDENTIAL},
        "id",
        "user",
        "type",
        "created_at",
    ),
    # Jobs carry ids only (check E014).
    "procrastinate.ProcrastinateJob": Holds.nothing(
        "id",
        "queue_name",
        "task_name",
        "priority",
        "lock",
        "args",
        "status",
        "scheduled_at",
        "attempts",
        "queueing_lock",
        "abort_requested",
        "worker",
    ),
    "procrastinate.ProcrastinateEvent": Holds.nothing("id", "job", "type", "at"),
    "procrastinate.ProcrastinatePeriodicDefer": Holds.nothing(
        "id", "task_name", "defer_timestamp", "job", "periodic_id"
    ),
    "procrastinate.ProcrastinateWorker": Holds.nothing("id", "last_heartbeat"),
}
"""By label of the model ("app_label.Model")."""


TABLES: Mapping[str, Holds] = {
    "django_migrations": Holds.nothing("id", "app", "name", "applied"),
    # Rate limits and used one-time codes, keyed by hashes; values are counters (stores: "cache").
    "lupaus_cache": Holds.nothing("cache_key", "value", "expires"),
}
"""Tables that the database has and no model stands for, by name."""


RETIRING: Mapping[str, date] = {}
"""Columns that the code no longer knows and the database still has ("table.column"), with the day they are gone by."""
