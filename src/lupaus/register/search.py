"""Find customers the way people ask for them: by beginnings of words, the end of a phone number, a customer number."""

from dataclasses import dataclass
from typing import Final

from django.db.models import Exists, OuterRef, Q

from lupaus.register.models import Address, Customer, FormerNumber
from lupaus.vault import searching
from lupaus.vault.fields import blind

MOST: Final = 10
"""Source: vault design, "Read": staff search shows at most ten hits."""
_MOST_WORDS: Final = 8
_NAMES: Final = ("first_name_tokens", "last_name_tokens", "company_name_tokens", "email_tokens")


@dataclass(frozen=True, slots=True)
class Found:
    """At most ten customers, newest first, and whether there are more."""

    customers: tuple[Customer, ...]
    has_more: bool


def find(text: str, *, among: Q | None = None) -> Found:
    """Return the customers, `among` those asked for, that every word of `text` is found in; nothing is opened.

    A word of three letters or more is found as the beginning of a word in name, company, street or e-mail, a shorter
    one whole; four digits or more as the end of a phone number; a whole number as a customer number, also a former one;
    a whole e-mail address as itself.
    """
    wanted = _wanted(text)
    if wanted is None:
        return Found((), has_more=False)
    wanted = wanted if among is None else wanted & among
    hits = list(Customer.objects.filter(wanted, merged_into=None).order_by("-registered_at", "pk")[: MOST + 1])
    return Found(tuple(hits[:MOST]), has_more=len(hits) > MOST)


def _wanted(text: str) -> Q | None:
    if "@" in text:
        return Q(email_index=blind("email", text))
    if number := searching.digits(text):
        return _number(text, number)
    typed = searching.words(text)[:_MOST_WORDS]
    return Q(*(_word(word) for word in typed)) if typed else None


def _number(text: str, number: str) -> Q:
    former = FormerNumber.objects.filter(customer=OuterRef("pk"), number=number)
    wanted = Q(number=number) | Q(Exists(former))
    token = searching.token_of_number(text)
    return wanted | Q(phone_tokens__overlap=[token]) if token else wanted


def _word(word: str) -> Q:
    token = [searching.token_of_word(word)]
    street = Address.objects.filter(customer=OuterRef("pk"), removed_at=None, street_tokens__overlap=token)
    found = Q(Exists(street)) | Q(number=word)
    for name in _NAMES:
        found |= Q((f"{name}__overlap", token))
    return found
