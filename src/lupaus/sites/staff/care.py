"""Contacts and tasks: written on the customer's card, asked for on one list."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lupaus.care import contacts, queries, tasks
from lupaus.care.models import Task, Way
from lupaus.kernel import walltime
from lupaus.kernel.refused import Refused
from lupaus.sites.furniture.doors import Visit as Request
from lupaus.sites.staff import cases
from lupaus.sites.staff.care_forms import ContactForm, TaskForm
from lupaus.sites.staff.customers import card, care_door, known


@require_POST
@care_door
def contact(request: Request, customer_id: UUID) -> HttpResponse:
    """Keep what was spoken of."""
    row = known(customer_id)
    if cases.of(request, row) is None:
        return redirect("staff:customer_case", customer_id)
    form = ContactForm(request.POST)
    if not form.is_valid():
        return card(request, row, contact_form=form, status=422)
    way, text = Way(form.cleaned_data["way"]), form.cleaned_data["text"]
    try:
        contacts.write(row, way, text, by=request.actor, at=request.at)
    except Refused as no:
        form.add_error("text", str(no))
        return card(request, row, contact_form=form, status=422)
    messages.success(request, _("Yhteydenotto on kirjattu."))
    return redirect("staff:customer", customer_id)


@require_POST
@care_door
def task(request: Request, customer_id: UUID) -> HttpResponse:
    """Note something to be done."""
    row = known(customer_id)
    if cases.of(request, row) is None:
        return redirect("staff:customer_case", customer_id)
    form = TaskForm(request.POST)
    if not form.is_valid():
        return card(request, row, task_form=form, status=422)
    todo, due_on = form.cleaned_data["todo"], form.cleaned_data["due_on"]
    try:
        tasks.begin(row, todo, due_on=due_on, by=request.actor, at=request.at)
    except Refused as no:
        form.add_error("due_on", str(no))
        return card(request, row, task_form=form, status=422)
    messages.success(request, _("Tehtävä on lisätty."))
    return redirect("staff:customer", customer_id)


@care_door
def todo(request: Request) -> HttpResponse:
    """List what is still to be done, the most urgent first."""
    names = {"tasks": list(queries.open_tasks()[:100]), "today": walltime.day_of(request.at)}
    names["request_count"] = queries.open_requests().count()
    return render(request, "staff/tasks.html", names)


@require_POST
@care_door
def done(request: Request, task_id: UUID) -> HttpResponse:
    """Note that it has been done."""
    row = Task.objects.filter(pk=task_id).first()
    if row is None:
        raise Http404
    try:
        tasks.finish(row, by=request.actor, at=request.at)
    except Refused as no:
        messages.error(request, str(no))
    else:
        messages.success(request, _("Tehtävä on tehty."))
    return redirect("staff:tasks")
