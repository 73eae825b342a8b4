"""Questions about contacts and tasks."""

from django.db.models import QuerySet

from lupaus.care.models import Contact, ContactRequest, Task
from lupaus.promises import Actor
from lupaus.register.models import Customer
from lupaus.register.queries import own_customers


def contacts_with(customer: Customer) -> QuerySet[Contact]:
    """Return the contacts with a customer, newest first."""
    return Contact.objects.filter(customer=customer)


def open_tasks_for(customer: Customer) -> QuerySet[Task]:
    """Return what is still to be done for a customer, the most urgent first."""
    return Task.objects.filter(customer=customer, done_at=None)


def open_tasks() -> QuerySet[Task]:
    """Return what is still to be done for anybody, the most urgent first."""
    return Task.objects.filter(done_at=None).select_related("customer")


def own_contacts(actor: Actor) -> QuerySet[Contact]:
    """Return the contacts with the signed-in person, newest first."""
    return Contact.objects.filter(customer__in=own_customers(actor))


def own_tasks(actor: Actor) -> QuerySet[Task]:
    """Return what is, or was, to be done for the signed-in person."""
    return Task.objects.filter(customer__in=own_customers(actor))


def open_requests() -> QuerySet[ContactRequest]:
    """Return the requests for contact that nobody has closed, the oldest first."""
    return ContactRequest.objects.filter(closed_at=None)
