"""Ask for an account without ordering. The answer is the same whether or not the address is known here.

Everything that differs happens in a job and in the letter, which only whoever reads that mailbox sees.

Source: trust, H30, H31.
"""

from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from lupaus.register import registrants
from lupaus.sites.account import addresses, limits
from lupaus.sites.account.addresses import Address
from lupaus.sites.furniture import errors, fields
from lupaus.sites.furniture.doors import Visit
from lupaus.sites.furniture.forms import Form
from lupaus.sites.furniture.why import Why


class Registration(Form):
    """Who wants an account."""

    first_name = fields.PersonName(label=_("Etunimi"), missing=_("Anna etunimi"), autocomplete="given-name")
    last_name = fields.PersonName(label=_("Sukunimi"), missing=_("Anna sukunimi"), autocomplete="family-name")
    email = Address(why=Why("register.Registrant", "email"))


def registration(request: Visit) -> HttpResponse:
    """Keep the wish; a letter says how to sign in."""
    form = Registration(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "account/registration.html", {"form": form}, status=422 if form.is_bound else 200)
    told = form.cleaned_data
    if not limits.may_ask_account(request, addresses.remember(request, told["email"])):
        return errors.answer(request, HTTPStatus.TOO_MANY_REQUESTS)
    registrants.ask(
        first_name=told["first_name"], last_name=told["last_name"], email=told["email"],
        by=request.actor, at=request.at,
    )  # fmt: skip
    return redirect("account_registration_sent")


def sent(request: Visit) -> HttpResponse:
    """Say where to look."""
    return render(request, "account/registration_sent.html")
