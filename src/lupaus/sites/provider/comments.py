"""What a provider says to the customer after the work."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lupaus.kernel.refused import Refused
from lupaus.scheduling import comments as scheduling_comments
from lupaus.scheduling.models import CommentTopic
from lupaus.sites.furniture import choices, fields, forms
from lupaus.sites.furniture.doors import Visit as Request
from lupaus.sites.provider import found
from lupaus.sites.provider import visit as visit_page
from lupaus.sites.provider.cards import Card
from lupaus.sites.provider.found import work_door


class Comment(forms.Form):
    """One press, and a few words if one likes."""

    topic = choices.OneOf(options=CommentTopic.choices, missing=gettext_lazy("Valitse, mitä haluat sanoa"))
    text = fields.Lines(label=gettext_lazy("Omin sanoin"), longest=400, rows=2)


@require_POST
@work_door
def comments(request: Request, visit_id: UUID) -> HttpResponse:
    """Leave the comment that was pressed."""
    visit = found.visit(request, visit_id)
    form = Comment(request.POST)
    if not form.is_valid():
        sentence = next(form.mistakes()).words
        return visit_page.page(request, Card(visit, at=request.at), refusal=sentence, status=422)
    said = form.cleaned_data
    try:
        scheduling_comments.leave(visit, CommentTopic(said["topic"]), said["text"], by=request.actor, at=request.at)
    except Refused as no:
        return visit_page.page(request, Card(visit, at=request.at), refusal=str(no), status=409)
    messages.success(request, _("Viesti on asiakkaalla."))
    return redirect("provider:visit", visit_id)
