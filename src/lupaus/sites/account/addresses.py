"""The address that somebody typed in this very request: kept beside the request, never in the session."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from lupaus.accounts import handles
from lupaus.sites.furniture import fields


class Address(fields.Email):
    """One e-mail address that somebody can receive mail at."""

    # Any: passed through to the field.
    def __init__(self, **kwargs: Any) -> None:
        """Make the field with its label and its sentence."""
        super().__init__(label=kwargs.pop("label", _("Sähköposti")), missing=_("Anna sähköpostiosoite"), **kwargs)

    def read(self, text: str) -> str:
        """Return the address; one that leads to nobody is refused."""
        address = super().read(text)
        if handles.is_handle(address):
            raise self.refuse()
        return address


def remember(request: HttpRequest, address: str) -> str:
    """Return the handle of an address that was typed now, and know the address until the answer leaves."""
    handle = handles.handle(address)
    if handle != address:
        _typed(request)[handle] = handles.canonical(address)
    return handle


def address_of(request: HttpRequest, handle: str, *, at: datetime) -> str:
    """Return the address behind a handle: the one just typed, or the one sealed earlier.

    Raises:
        UnknownHandle: neither is there.
    """
    return _typed(request).get(handle) or handles.address_behind(handle, at=at)


def _typed(request: HttpRequest) -> dict[str, str]:
    if not hasattr(request, "typed_addresses"):
        request.typed_addresses = {}  # type: ignore[attr-defined]  # lives as long as the request
    typed: dict[str, str] = request.typed_addresses  # type: ignore[attr-defined]
    return typed
