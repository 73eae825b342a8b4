"""A housing company with its manager, a company with a colleague, a next of kin, a request: made by our own verbs."""

from datetime import datetime

from lupaus.care import requests
from lupaus.care.models import CallTime
from lupaus.care.requests import Request
from lupaus.promises import Actor
from lupaus.register import company_users, customers, linked_people
from lupaus.register.contacts import Contact
from lupaus.register.linked_people import Details
from lupaus.register.models import ContactRole, Customer, Kind


def add(*, by: Actor, at: datetime) -> None:
    """Let a few parties of every kind be known to the demo company."""
    housing = _body(Kind.HOUSING, "As Oy Mallikulma", "1234567-1", "Heli", by=by, at=at)
    manager = _person("Irja", "Isännöitsijä", "irja.isannoitsija@asiakas.example")
    linked_people.add_contact(housing, manager, ContactRole.MANAGER, by=by, at=at)
    company = _body(Kind.COMPANY, "Toimisto Esimerkki Oy", "3000548-6", "Timo", by=by, at=at)
    company_users.invite(company, _person("Kaisa", "Kollega", "kaisa.kollega@asiakas.example"), by=by, at=at)
    person = Customer.objects.filter(kind=Kind.PERSON).order_by("registered_at", "number").first()
    if person is not None:
        kin = _person("Liisa", "Läheinen", "liisa.laheinen@asiakas.example")
        linked_people.add_next_of_kin(person, kin, by=by, at=at)
    asked = Request.checked(
        name="Sanna Soittopyyntö",
        phone="040 123 4567",
        text="Siivoatteko myös mökkejä talvella?",
        call_time=CallTime.AFTERNOON,
    )
    requests.ask(asked, by=by, at=at)


def _body(kind: Kind, name: str, business_id: str, first_name: str, *, by: Actor, at: datetime) -> Customer:
    contact = Contact.checked(
        first_name=first_name,
        last_name="Hallitus" if kind is Kind.HOUSING else "Toimari",
        email=f"{first_name.lower()}.{kind.value}@asiakas.example",
        phone="040 765 4321",
        company_name=name,
        business_id=business_id,
        kind=kind,
    )
    return customers.register(contact, by=by, at=at)


def _person(first_name: str, last_name: str, email: str) -> Details:
    return Details.checked(first_name=first_name, last_name=last_name, email=email)
