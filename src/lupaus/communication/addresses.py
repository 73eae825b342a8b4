"""Where somebody is reached: rooms that know people's addresses are asked when a message is sent.

So a message that waits goes to the address that holds then, and no address is copied into the outbox.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import UUID

from django.utils.translation import override

from lupaus.communication.models import Channel

type AddressOf = Callable[[UUID, str], str | None]
type LanguageOf = Callable[[UUID], str]

_resolvers: list[AddressOf] = []
_languages: list[LanguageOf] = []


def register(resolver: AddressOf) -> None:
    """Add a room that knows addresses; called from `apps.ready()`.

    The resolver takes a subject's id and "email" or "sms" and reads inside the sender's own processing.
    """
    if resolver not in _resolvers:
        _resolvers.append(resolver)


def register_language(resolver: LanguageOf) -> None:
    """Add a room that knows which language a person is written to in ("sv"), or answers ""; asked in this order."""
    if resolver not in _languages:
        _languages.append(resolver)


def language_of(subject_id: UUID) -> str:
    """Return the language to write to a person in; Finnish when no room knows."""
    return next(filter(None, (resolver(subject_id) for resolver in _languages)), "fi")


@contextmanager
def writing_to(subject_id: UUID) -> Iterator[str]:
    """Let everything that is said within the block be said in the language of whom it is written to."""
    language = language_of(subject_id)
    with override(language):
        yield language


def address_of(subject_id: UUID, channel: Channel) -> str | None:
    """Return where a person is reached by a channel, None when no room knows."""
    for resolver in _resolvers:
        found = resolver(subject_id, channel.value)
        if isinstance(found, str) and found:
            return found
    return None
