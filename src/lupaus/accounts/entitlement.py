"""Who may decide about access."""

from django.utils.translation import gettext_lazy as _

from lupaus.kernel.refused import Refused
from lupaus.promises import Actor, ActorKind, Role


class NotEntitled(Refused):
    """Somebody who is no owner decides about access."""

    message = _("Tämän voi tehdä vain omistaja.")


def check_owner(by: Actor) -> None:
    """Let owners through, and the program itself when a command of the operator's acts.

    Raises:
        NotEntitled: it is anybody else.
    """
    if by.kind is not ActorKind.SYSTEM and not by.has(Role.OWNER):
        raise NotEntitled
