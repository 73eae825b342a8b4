"""Contacts and tasks: written on the card, done from the list, read by the customer."""

import pytest
from django.test import Client

from lupaus.care.models import Contact, Task
from tests.world import World

pytestmark = pytest.mark.django_db

TOMORROW = "26.11.2026"


@pytest.fixture
def office(world: World) -> Client:
    Contact.objects.all().delete()
    Task.objects.all().delete()
    client: Client = world.client("office")
    client.post(f"{card(world)}case/", {"reason": "called"})
    return client


def card(world: World) -> str:
    return f"/staff/customers/{world.ids['customer']}/"


def test_a_contact_is_kept_and_the_customer_can_read_it(world: World, office: Client) -> None:
    said = office.post(f"{card(world)}contacts/", {"way": "call", "text": "Avain jää naapurille."}, follow=True)

    assert "Yhteydenotto on kirjattu." in said.content.decode()
    assert "Avain jää naapurille." in office.get(card(world)).content.decode()
    assert "Avain jää naapurille." in world.client("a").get("/my/data/").content.decode()


def test_a_task_is_listed_until_it_is_done(world: World, office: Client) -> None:
    office.post(f"{card(world)}tasks/", {"todo": "Etsi avain", "due_on": TOMORROW})
    task = Task.objects.get()
    listed = "Etsi avain" in office.get("/staff/tasks/").content.decode()

    office.post(f"/staff/tasks/{task.pk}/end/")

    assert (listed, "Etsi avain" in office.get("/staff/tasks/").content.decode()) == (True, False)


def test_a_task_is_done_once(world: World, office: Client) -> None:
    office.post(f"{card(world)}tasks/", {"todo": "Etsi avain", "due_on": TOMORROW})
    path = f"/staff/tasks/{Task.objects.get().pk}/end/"
    office.post(path)

    assert "Tehtävä on jo merkitty tehdyksi." in office.post(path, follow=True).content.decode()


@pytest.mark.parametrize(
    ("part", "fields"),
    [
        ("contacts/", {"way": "call", "text": " \u200b "}),
        ("contacts/", {"way": "letter", "text": "Soitti"}),
        ("tasks/", {"todo": "", "due_on": TOMORROW}),
        ("tasks/", {"todo": "Etsi avain", "due_on": "24.11.2026"}),
        ("tasks/", {"todo": "Etsi avain", "due_on": "1.1.9999"}),
    ],
)
def test_what_is_refused_comes_back_as_it_was_typed(
    world: World, office: Client, part: str, fields: dict[str, str]
) -> None:
    answer = office.post(card(world) + part, fields)

    assert answer.status_code == 422
    assert "Virhe:" in answer.content.decode()
    assert (Contact.objects.count(), Task.objects.count()) == (0, 0)


def test_without_an_open_case_nothing_is_written(world: World, office: Client) -> None:
    office.post(f"{card(world)}case/end/")

    answer = office.post(f"{card(world)}contacts/", {"way": "call", "text": "Soitti"})

    assert (answer["Location"], Contact.objects.count()) == (f"{card(world)}case/", 0)


@pytest.mark.parametrize("who", ["a", "p", "owner", "privacy"])
def test_others_find_no_such_pages(world: World, office: Client, who: str) -> None:
    client = world.client(who)

    assert client.get("/staff/tasks/").status_code == 404
    assert client.post(f"{card(world)}contacts/", {"way": "call", "text": "Soitti"}).status_code == 404
    assert Contact.objects.count() == 0


def test_the_list_takes_as_many_queries_for_many_as_for_one(
    world: World, office: Client, django_assert_max_num_queries: object
) -> None:
    office.post(f"{card(world)}tasks/", {"todo": "Etsi avain", "due_on": TOMORROW})
    counts = []
    for _ in range(2):
        with django_assert_max_num_queries(12) as counted:  # type: ignore[operator]  # the fixture is a callable
            office.get("/staff/tasks/")
        counts.append(len(counted))
        for number in range(20):
            office.post(f"{card(world)}tasks/", {"todo": f"Tehtävä {number}", "due_on": TOMORROW})

    assert counts[0] == counts[1]
