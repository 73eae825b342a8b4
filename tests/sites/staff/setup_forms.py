"""What tests of the setup send, and how: the fields of forms that are right, and ways to post them."""

import re

from django.test import Client
from django.urls import reverse

COMPANY = {
    "name": "Kotipalvelu Malli Oy", "business_id": "12345671", "vat_id": "", "is_in_prepayment_register": "yes",
    "street": "Esimerkkikatu 1", "postcode": "FI-00 500", "city": "Helsinki", "email": "info@malli.example",
    "phone": "010-1234567", "iban": "FI21 1234 5600 0007 85", "bic": "", "register_role": "Tietosuojavastaava",
    "register_email": "tietosuoja@malli.example",
}  # fmt: skip
HOURLY = {
    "name": "Kotisiivous", "description": "Siivoamme kodin.", "price": "42,50 €", "minimum": "", "equipment_fee": "8",
    "size_minimum": "2", "size_maximum": "8", "size_step": "30", "equipment": "either", "on_holiday": "after",
    "vat": "standard", "labour_percent": "100",
}  # fmt: skip
BY_AREA = HOURLY | {
    "name": "Muuttosiivous", "price": "3", "minimum": "1 000,50", "size_minimum": "20", "size_maximum": "200",
    "size_step": "5", "minutes_fixed": "60", "minutes_per_100_m2": "240",
}  # fmt: skip
OVEN = {"name": "Uuni", "price": "25", "minutes": "30", "vat": "standard", "labour_percent": "80"}


SIIRI = {"first_name": "Siiri", "last_name": "O'Neill-Äijälä", "email": "siiri@malli.example", "phone": "040-1234567"}


def send(client: Client, name: str, fields: dict[str, object], *args: object) -> str:
    """Post a form that is right, and return where it leads."""
    answer = client.post(reverse(name, args=args), fields)
    assert answer.status_code == 302, mistakes(answer.content.decode())
    return answer["Location"]


def mistakes(html: str) -> list[str]:
    return [re.sub("<.*?>", "", found) for found in re.findall(r'<p class="wrong"[^>]*>(.*?)</p>', html)]


def wrong(client: Client, name: str, fields: dict[str, object], *args: object) -> list[str]:
    """Post a form that is wrong, and return its sentences."""
    answer = client.post(reverse(name, args=args), fields)
    html = answer.content.decode()
    assert (answer.status_code, "<title>Virhe:" in html) == (422, True)
    assert "korjatta" in html
    return mistakes(html)


def page(client: Client, name: str, *args: object) -> str:
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200
    return answer.content.decode()
