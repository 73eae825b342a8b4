"""Every URL of the product, who may enter it, and one valid way to use it.

`tests/hostile/` walks this table with everything in it that a hostile or unlucky person sends. A URL of the
URLconf without an entry fails the suite, so a new form is attacked without anybody remembering.

An entry:

    Door("customer:move_visit", {A}, args={"visit_id": "visit"}, payload=lambda world: {"starts_at": world.free_time})

- the URL's name with its namespace; several patterns of one name are one entry
- who gets an answer: VISITOR is everybody who is not signed in, and then everybody else does too.
  A is the customer the world is about, B another customer; P the provider of A's visits, Q another provider;
  OFFICE, OWNER, PRIVACY are staff. Everybody else must get 404, or the sign-in page when not signed in.
- `args`: the URL's arguments; a value that is a key of the world (`tests/world.py`) stands for that id
- `payload`: fields of a valid POST; None for a page that takes none. Called with the world.
- `before`: names of doors whose valid POST comes first in the same session (the steps of an order)
- `stays`: True when the POST may be repeated and changes nothing that the next test needs
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

VISITOR, A, B, P, Q, OFFICE, OWNER, PRIVACY = "visitor", "a", "b", "p", "q", "office", "owner", "privacy"
EVERYBODY = frozenset({VISITOR, A, B, P, Q, OFFICE, OWNER, PRIVACY})
SIGNED_IN = EVERYBODY - {VISITOR}

type Payload = Callable[[Any], Mapping[str, object]]


@dataclass(frozen=True)
class Door:
    """One URL name; see the module's docstring."""

    name: str
    who: frozenset[str] | set[str]
    args: Mapping[str, str] = field(default_factory=dict)
    payload: Payload | None = None
    before: tuple[str, ...] = ()

    @property
    def actors(self) -> frozenset[str]:
        """Return everybody who gets an answer."""
        return EVERYBODY if VISITOR in self.who else frozenset(self.who)


# ── Public ───────────────────────────────────────────────────────────────────────────────────────────────
PUBLIC = (
    Door("public:notice", {VISITOR}),
    Door("public:notice_sv", {VISITOR}),
    Door("public:notice_en", {VISITOR}),
    Door("public:notice_json", {VISITOR}),
)

# ── Customer ─────────────────────────────────────────────────────────────────────────────────────────────
CUSTOMER: tuple[Door, ...] = ()

# ── Provider ─────────────────────────────────────────────────────────────────────────────────────────────
PROVIDER: tuple[Door, ...] = ()

# ── Staff ────────────────────────────────────────────────────────────────────────────────────────────────
STAFF: tuple[Door, ...] = ()

# ── Account ──────────────────────────────────────────────────────────────────────────────────────────────
ACCOUNT: tuple[Door, ...] = ()

# ── Machines and developers ──────────────────────────────────────────────────────────────────────────────
OTHER: tuple[Door, ...] = (
    Door("healthz", {VISITOR}),
    Door("readyz", {VISITOR}),
)

DOORS: Mapping[str, Door] = {door.name: door for door in (*PUBLIC, *CUSTOMER, *PROVIDER, *STAFF, *ACCOUNT, *OTHER)}
