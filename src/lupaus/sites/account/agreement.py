"""The confidentiality agreement as the person who signs it meets it."""

from typing import Any

from allauth.account.utils import get_next_redirect_url
from django import forms
from django.contrib import messages as toasts
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from lupaus.accounts import confidentiality, queries
from lupaus.accounts.confidentiality_text import FIRST_VERSION
from lupaus.accounts.models import Agreement
from lupaus.kernel.refused import Refused
from lupaus.promises import Role
from lupaus.promises.actors import BOUND
from lupaus.sites.account.landing import landing_page
from lupaus.sites.account.visits import SignedIn
from lupaus.sites.furniture import fields
from lupaus.sites.furniture.forms import Form


class Signing(Form):
    """The name that signs, and which words it signs."""

    name = fields.PersonName(
        label=_("Nimesi"),
        help_text=_("Kirjoita etunimi ja sukunimi. Se on allekirjoituksesi."),
        missing=_("Kirjoita nimesi"),
        longest=confidentiality.LONGEST_NAME,
        autocomplete="name",
    )
    read = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)


@login_required
def agreement(request: SignedIn) -> HttpResponse:
    """Show the agreement to whoever works here, and take their signature."""
    if request.actor.roles.isdisjoint(BOUND):
        raise Http404
    version = confidentiality.current()
    if version is None:
        return _before_the_first(request)
    form = Signing(request.POST if request.method == "POST" else None, initial={"read": version.text_hash})
    if form.is_valid() and _signed(request, version, form):
        toasts.success(request, say("Kiitos. Allekirjoituksesi on tallennettu."))
        return redirect(get_next_redirect_url(request) or landing_page(request.actor))
    names: dict[str, Any] = {  # Any: what the template shows
        "form": form,
        "version": version,
        "paragraphs": version.text.split("\n"),
        "signature": queries.signature_of(request.actor, request.at),
        "must_sign": request.actor.must_sign(request.at),
    }
    return render(request, "account/confidentiality.html", names, status=422 if form.errors else 200)


def _signed(request: SignedIn, version: Agreement, form: Signing) -> bool:
    typed = form.cleaned_data
    try:
        confidentiality.sign(
            version, request.user.subject, name=typed["name"], read_hash=typed["read"], by=request.actor, at=request.at
        )
    except Refused as no:
        form.add_error(None, str(no))
        return False
    return True


def _before_the_first(request: SignedIn) -> HttpResponse:
    """Let the owner publish the text that comes with the program, where no version has ever been published."""
    is_owner = request.actor.has(Role.OWNER)
    if request.method == "POST" and is_owner:
        confidentiality.publish(FIRST_VERSION, by=request.actor, at=request.at)
        return redirect(request.get_full_path())
    return render(request, "account/confidentiality_none.html", {"is_owner": is_owner})
