"""Who somebody is and how they are reached, as one checked value."""

from dataclasses import dataclass
from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _

from lupaus.company import identifiers
from lupaus.kernel.refused import Refused
from lupaus.register import texts
from lupaus.register.models import Kind, Language

LONGEST_EMAIL = 254


class NameMissing(Refused):
    """When a name holds nothing that can be seen."""

    message = _("Anna etunimi ja sukunimi")


class CompanyNameMissing(Refused):
    """When a company has no name."""

    message = _("Anna yrityksen nimi")


class BusinessIdMissing(Refused):
    """When a company, a housing company or a trade has no business ID."""

    message = _("Anna Y-tunnus, esimerkiksi 1234567-1.")


class InvalidEmail(Refused):
    """When an e-mail address cannot be written to."""

    message = _("Anna sähköpostiosoite muodossa nimi@esimerkki.fi")


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A person with their e-mail and phone, ordering for themselves or for a company. Made by `checked`."""

    first_name: str
    last_name: str
    email: str
    phone: str
    language: Language = Language.FINNISH
    company_name: str | None = None
    business_id: str = ""
    kind: Kind = Kind.PERSON
    call_name: str | None = None

    @classmethod
    def checked(
        cls,
        *,
        first_name: str,
        last_name: str,
        email: str,
        phone: str,
        language: str = "fi",
        company_name: str = "",
        business_id: str = "",
        kind: str = "",
        call_name: str = "",
    ) -> Self:
        """Return the contact in the form in which we keep it.

        Without `kind` whoever has a business ID is a company, everybody else a person. A trade may have no name but
        its owner's.

        Raises:
            NameMissing, CompanyNameMissing, BusinessIdMissing, InvalidEmail: see each.
            InvalidPhone, InvalidBusinessId: of `company.identifiers`.
        """
        first, last = name(first_name), name(last_name)
        identifier = identifiers.business_id(business_id) if business_id.strip() else ""
        what = Kind(kind) if kind in Kind.values else Kind.COMPANY if identifier else Kind.PERSON
        return cls(
            first_name=first,
            last_name=last,
            email=email_address(email),
            phone=identifiers.phone(phone),
            language=Language(language) if language in Language.values else Language.FINNISH,
            call_name=texts.line(call_name) or None,
            kind=what,
            company_name=_body_name(what, company_name or (f"{first} {last}" if what is Kind.SOLE else ""), identifier),
            business_id="" if what is Kind.PERSON else identifier,
        )


def _body_name(kind: Kind, company_name: str, identifier: str) -> str | None:
    if kind is Kind.PERSON:
        return None
    if kind.needs_business_id and not identifier:
        raise BusinessIdMissing
    return company(company_name)


def name(text: str) -> str:
    """Return a first or last name as its owner wrote it.

    Raises:
        NameMissing: nothing can be seen in it.
        TooLong: of `texts`.
    """
    tidy = texts.line(text)
    if not tidy:
        raise NameMissing
    return tidy


def company(text: str) -> str:
    """Return a company's name.

    Raises:
        CompanyNameMissing: nothing can be seen in it.
        TooLong: of `texts`.
    """
    tidy = texts.line(text, limit=texts.LONGEST_STREET)
    if not tidy:
        raise CompanyNameMissing
    return tidy


def email_address(text: str) -> str:
    """Return one e-mail address, its domain in lower case.

    Letters outside ASCII before the @ are refused with the same sentence: our mail carrier does not promise SMTPUTF8.

    Raises:
        InvalidEmail: it is not one address that mail can be sent to.
    """
    tidy = text.strip()
    try:
        if len(tidy) > LONGEST_EMAIL:
            raise InvalidEmail
        EmailValidator()(tidy)
    except ValidationError:
        raise InvalidEmail from None
    box, _at, domain = tidy.rpartition("@")
    return f"{box}@{domain.lower()}"
