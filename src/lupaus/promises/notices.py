"""Where rooms below the notice ask for its fingerprint, for instance when an order is placed."""

from collections.abc import Callable
from datetime import datetime

from lupaus.promises.actors import Actor

Compile = Callable[[datetime], str]
Follow = Callable[[Actor, datetime], None]

_compilers: list[Compile] = []
_followers: list[Follow] = []


def provide(compiler: Compile) -> None:
    """Say who knows the notice's fingerprint; the privacy room does, when the program starts."""
    _compilers[:] = [compiler]


def current_hash(at: datetime) -> str:
    """Return 64 hex digits that name the notice as it is shown at `at`.

    Raises:
        LookupError: no notice is installed; a defect of the installation, not an answer for people.
    """
    if not _compilers:
        message = "no notice: the privacy room is not installed"
        raise LookupError(message)
    return _compilers[0](at)


def known_hash(at: datetime) -> str:
    """Return `current_hash`, and nothing where no notice is installed."""
    return _compilers[0](at) if _compilers else ""


def follow(follower: Follow) -> None:
    """Say who must know when rows change that the notice tells of; the privacy room does, when the program starts."""
    _followers[:] = [follower]


def changed(*, by: Actor, at: datetime) -> None:
    """Tell that rows changed which the notice follows: who the company is, whom it gives data to."""
    for follower in _followers:
        follower(by, at)
