"""The notice at the desk: what is published, what has changed since, what stands in the way; and publishing it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from lupaus.privacy import versions
from lupaus.privacy.notice import difference, fingerprint
from lupaus.privacy.notice.headings import HEADINGS
from lupaus.promises import Text
from lupaus.sites.account.recency import again
from lupaus.sites.desk.entrance import officer_door
from lupaus.sites.furniture import fields
from lupaus.sites.furniture.doors import Visit
from lupaus.sites.furniture.forms import Form
from lupaus.sites.staff.setup_pages import Page, offer, sent

WORDS = {name: text.fi for name, text in HEADINGS.items()}


class PublishForm(Form):
    """What changed, in the words of whoever reads the notice."""

    change_fi = fields.Lines(
        label=_("Mikä muuttui, suomeksi"),
        longest=versions.LONGEST_CHANGE,
        rows=3,
        missing=_("Kerro muutos suomeksi"),
        help_text=_("Kirjoita asiakkaalle: lyhyesti, tavallisin sanoin."),
    )
    change_sv = fields.Lines(
        label=_("Sama ruotsiksi"), longest=versions.LONGEST_CHANGE, rows=3, missing=_("Kerro muutos ruotsiksi")
    )
    change_en = fields.Lines(
        label=_("Sama englanniksi"), longest=versions.LONGEST_CHANGE, rows=3, missing=_("Kerro muutos englanniksi")
    )


@officer_door
def notice(request: Visit) -> HttpResponse:
    """Show which version is published, whether the program still does what it says, and every earlier version."""
    shown, running = versions.shown(request.at), versions.running(request.at)
    names = {
        "shown": shown,
        "fingerprint": shown.fingerprint,
        "is_behind": shown.version is not None and fingerprint.of(running) != shown.fingerprint,
        "changes": difference.compare(shown.in_language("fi"), running[0]) if shown.version else (),
        "blockers": versions.blockers(request.at),
        "versions": versions.listed(),
        "h": WORDS,
    }
    return render(request, "desk/notice.html", names)


@officer_door
def preview(request: Visit) -> HttpResponse:
    """Show the notice as it would be published now, in Finnish, with the declarations behind every row."""
    return render(request, "desk/preview.html", {"document": versions.running(request.at)[0], "h": WORDS})


@officer_door
@again
def publish(request: Visit) -> HttpResponse:
    """Publish the notice as the program makes it, after showing once more who one is."""
    first = versions.current(request.at) is None
    known = {"change_fi": versions.FIRST.fi, "change_sv": versions.FIRST.sv, "change_en": versions.FIRST.en}
    form = PublishForm(sent(request), initial=known if first else None)
    page = Page(
        title=_("Julkaise seloste"),
        lead=_("Julkaistua versiota ei voi muuttaa eikä poistaa. Se näkyy heti kaikilla kolmella kielellä."),
        button=_("Julkaise"),
        back=reverse("desk:notice"),
    )

    def act() -> None:
        change = Text(*(form.cleaned_data[name] for name in ("change_fi", "change_sv", "change_en")))
        version = versions.publish(by=request.actor, at=request.at, change=change)
        messages.success(request, say("Versio %(number)s on julkaistu.") % {"number": version.number})

    return offer(request, form, page, act, template="desk/form.html")
