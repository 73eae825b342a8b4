"""One correction: show the form, try it, say what was wrong beside the field or go back with a word of thanks."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise

from lupaus.kernel.refused import Refused
from lupaus.sites.furniture.doors import Visit as Request
from lupaus.sites.furniture.forms import Form

type Words = str | Promise


@dataclass(frozen=True, slots=True)
class Correction:
    """What a page of one correction says; `beside` is the field that a refusal stands beside, "" for none."""

    title: Words
    button: Words
    done: Words
    beside: str = ""
    hint: Words = ""
    back: str = ""

    def shown(self, request: Request, form: Form, *, status: int = 200) -> HttpResponse:
        """Return the page with its form."""
        names = {"correction": self, "form": form, "back": self.back or reverse("customer:data")}
        return render(request, "customer/correction.html", names, status=status)

    def tried(self, request: Request, form: Form, write: Callable[[], object]) -> HttpResponse:
        """Call `write` when the form is valid and go back; show what is wrong otherwise, with nothing lost."""
        if not form.is_valid():
            return self.shown(request, form, status=422)
        try:
            write()
        except Refused as no:
            form.add_error(self.beside or None, str(no))
            return self.shown(request, form, status=422)
        messages.success(request, str(self.done))
        return redirect(self.back or "customer:data")
