"""Customers, their addresses, payers, earlier values."""

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lupaus.foundation.models import UuidModel
from lupaus.promises import After, Basis, Category, Holds, Purpose, Recipient, Register, Source, Trigger
from lupaus.vault.fields import BlindIndex, EncryptedJSON, EncryptedText, SearchTokens
from lupaus.vault.models import SubjectModel

A_YEAR = After(Trigger.CONTRACT_END, years=1)
"""Source: notice, "Henkilötietojen säilytysaika", sentence 2."""


MAP_SERVICE = () if settings.LUPAUS_GEOCODER == "table" else (Recipient.MAP_SERVICE,)
"""Who is told addresses to find them on the map: nobody, unless the installation names a service (`geocoding`)."""


class Kind(models.TextChoices):
    """What a customer is in law, and so which rules hold; a payer is a person or a company."""

    PERSON = "person", _("Yksityishenkilö")
    COMPANY = "company", _("Yritys")
    HOUSING = "housing", _("Taloyhtiö")
    SOLE = "sole", _("Toiminimi")
    ESTATE = "estate", _("Kuolinpesä")
    BODY = "body", _("Yhdistys tai muu yhteisö")

    @property
    def needs_business_id(self) -> bool:
        """Say whether it cannot exist without a business ID; an estate and an association may have none."""
        return self in {Kind.COMPANY, Kind.HOUSING, Kind.SOLE}

    @property
    def is_consumer(self) -> bool:
        """Say whether consumer law protects who orders: a human for their home, or the estate of one."""
        return self in {Kind.PERSON, Kind.ESTATE}

    @property
    def gets_credit(self) -> bool:
        """Say whether a household tax credit can be had: by humans alone, not from a trade, not by an estate.

        Source: Income Tax Act (1535/1992) 127 a §.
        """
        return self is Kind.PERSON


class Language(models.TextChoices):
    """The languages we write to customers in."""

    FINNISH = "fi", "Suomi"
    SWEDISH = "sv", "Svenska"
    ENGLISH = "en", "English"


class Customer(SubjectModel):
    """One who orders from us: a person, or a company with the person who orders on its behalf.

    `call_name` is the name that they are called by, where that is not the first of their first names.

    `user` is the account that claimed this customer, None until somebody proves to own the e-mail address.
    One account may own several customers, since the same person may have ordered twice as a guest. `merged_into` is
    the customer that this one turned out to be, for the day in which that can be undone; then the row is gone.
    """

    number = models.CharField(max_length=9, unique=True)
    kind = models.CharField(max_length=7, choices=Kind.choices, default=Kind.PERSON)
    first_name = EncryptedText()
    first_name_tokens = SearchTokens(of="first_name")
    last_name = EncryptedText()
    last_name_tokens = SearchTokens(of="last_name")
    call_name = EncryptedText(null=True)
    company_name = EncryptedText(null=True)
    company_name_tokens = SearchTokens(of="company_name")
    business_id = models.CharField(max_length=9, blank=True)
    email = EncryptedText()
    email_index = BlindIndex(of="email")
    email_tokens = SearchTokens(of="email")
    phone = EncryptedText()
    phone_index = BlindIndex(of="phone")
    phone_tokens = SearchTokens(of="phone", is_number=True)
    language = models.CharField(max_length=2, choices=Language.choices, default=Language.FINNISH)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    registered_at = models.DateTimeField()
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """A company has a business ID, a person has none; an estate or an association may have one."""

        indexes = (
            GinIndex(fields=["first_name_tokens"], name="customer_by_first_name"),
            GinIndex(fields=["last_name_tokens"], name="customer_by_last_name"),
            GinIndex(fields=["company_name_tokens"], name="customer_by_company_name"),
            GinIndex(fields=["email_tokens"], name="customer_by_email_words"),
            GinIndex(fields=["phone_tokens"], name="customer_by_phone_ending"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=[Kind.COMPANY, Kind.HOUSING, Kind.SOLE]) & ~Q(business_id="")
                | Q(kind=Kind.PERSON, business_id="")
                | Q(kind__in=[Kind.ESTATE, Kind.BODY]),
                name="customer_has_a_business_id_only_as_a_company",
            ),
        )

    holds = Holds(
        register=Register.CUSTOMERS,
        subject="subject",
        purposes=(
            Purpose.ORDERING,
            Purpose.SERVICE_DELIVERY,
            Purpose.CUSTOMER_CARE,
            Purpose.MESSAGING,
            Purpose.IDENTIFICATION,
        ),
        basis=Basis.CONTRACT,
        source=Source.PERSON,
        sources={"number": Source.COMPANY},
        recipients=(Recipient.ASSIGNED_PROVIDER, Recipient.MAIL_CARRIER),
        retention=A_YEAR,
        personal={
            "number": Category.CUSTOMER_NUMBER,
            "kind": Category.COMPANY,
            "first_name": Category.NAME,
            "first_name_tokens": Category.NAME,
            "last_name": Category.NAME,
            "last_name_tokens": Category.NAME,
            "call_name": Category.NAME,
            "company_name": Category.COMPANY,
            "company_name_tokens": Category.COMPANY,
            "business_id": Category.COMPANY,
            "email": Category.EMAIL,
            "email_index": Category.EMAIL,
            "email_tokens": Category.EMAIL,
            "phone": Category.PHONE,
            "phone_index": Category.PHONE,
            "phone_tokens": Category.PHONE,
            "language": Category.LANGUAGE,
        },
        technical={"id", "subject", "user", "registered_at", "merged_into"},
    )


class Access(models.TextChoices):
    """How the provider gets in."""

    AT_HOME = "at_home", _("Olen kotona ja avaan oven")
    CODE = "code", _("Ovikoodi tai avainboksi")
    KEY = "key", _("Annan avaimen teille")
    OTHER = "other", _("Muuten, kerron alla")


class CoordinatesSource(models.TextChoices):
    """Where the coordinates of an address were found."""

    TABLE = "table", _("postinumeron keskipiste")
    DIGITRANSIT = "digitransit", "Digitransit"
    NOMINATIM = "nominatim", "Nominatim"
    PHOTON = "photon", "Photon"
    PERSON = "person", _("itse annettu")


class AddressLabel(models.TextChoices):
    """What an address is to the customer."""

    HOME = "home", _("Koti")
    COTTAGE = "cottage", _("Mökki")
    RELATIVE = "relative", _("Läheisen koti")
    WORK = "work", _("Työpaikka")
    OTHER = "other", _("Muu osoite")


class Address(SubjectModel):
    """A place where we work for a customer, and how to get in.

    The grid square (500 m) is plain, so that travel can be planned and a provider be asked without opening
    the address. A removed address keeps street and postcode for the visits made there; its code, instructions and
    coordinates are gone from the moment of removal.
    """

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="addresses")
    label = models.CharField(max_length=8, choices=AddressLabel.choices, default=AddressLabel.HOME)
    street = EncryptedText()
    street_tokens = SearchTokens(of="street")
    postcode = models.CharField(max_length=5)
    city = models.CharField(max_length=60)
    grid_row = models.IntegerField(null=True)
    grid_column = models.IntegerField(null=True)
    coordinates = EncryptedJSON(null=True)
    coordinates_source = models.CharField(max_length=11, choices=CoordinatesSource.choices, blank=True)
    access = models.CharField(max_length=7, choices=Access.choices, default=Access.AT_HOME)
    access_code = EncryptedText(null=True)
    access_instructions = EncryptedText(null=True)
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        """A removed address opens no door."""

        indexes = (GinIndex(fields=["street_tokens"], name="address_by_street"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(removed_at=None)
                | Q(access_code__isnull=True, access_instructions__isnull=True, coordinates__isnull=True),
                name="removed_address_opens_no_door",
            ),
        )

    holds = Holds(
        register=Register.CUSTOMERS,
        subject="subject",
        purposes=(Purpose.ORDERING, Purpose.SERVICE_DELIVERY, Purpose.CUSTOMER_CARE),
        basis=Basis.CONTRACT,
        source=Source.PERSON,
        sources={"coordinates": Source.GEOCODER, "grid_row": Source.GEOCODER, "grid_column": Source.GEOCODER},
        recipients=(Recipient.ASSIGNED_PROVIDER, *MAP_SERVICE),
        retention=A_YEAR,
        personal={
            "label": Category.STREET,
            "street": Category.STREET,
            "street_tokens": Category.STREET,
            "postcode": Category.POSTCODE,
            "city": Category.POSTCODE,
            "grid_row": Category.GRID,
            "grid_column": Category.GRID,
            "coordinates": Category.COORDINATES,
            "access": Category.ACCESS_CODE,
            "access_code": Category.ACCESS_CODE,
            "access_instructions": Category.ACCESS_CODE,
        },
        technical={"id", "subject", "customer", "coordinates_source", "added_at", "removed_at"},
    )


class RevisedField(models.TextChoices):
    """A field whose earlier values we keep for the customer to see."""

    NAME = "name", _("Nimi")
    EMAIL = "email", _("Sähköposti")
    PHONE = "phone", _("Puhelin")
    LANGUAGE = "language", _("Kieli")
    COMPANY = "company", _("Yritys")
    STREET = "street", _("Osoite")
    ACCESS = "access", _("Kulkuohje")


class Revision(SubjectModel):
    """One correction of a customer's own data: what it was before, when it changed, in which role it was changed.

    Door codes and instructions leave no earlier value: a code that is replaced is gone.
    """

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="revisions")
    field = models.CharField(max_length=8, choices=RevisedField.choices)
    old = EncryptedText(null=True)
    changed_at = models.DateTimeField()
    role = models.CharField(max_length=10)

    class Meta:
        """Newest first."""

        ordering = ("-changed_at",)

    holds = Holds(
        register=Register.CUSTOMERS,
        subject="subject",
        purposes=(Purpose.SELF_SERVICE, Purpose.CUSTOMER_CARE),
        basis=Basis.CONTRACT,
        source=Source.PERSON,
        retention=A_YEAR,
        personal={"field": Category.EARLIER_VALUE, "old": Category.EARLIER_VALUE},
        technical={"id", "subject", "customer", "changed_at", "role"},
    )


class FormerNumber(SubjectModel):
    """The number of a customer who turned out to be another: it stands on papers, and still finds them."""

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="former_numbers")
    number = models.CharField(max_length=9, unique=True)

    holds = Holds(
        register=Register.CUSTOMERS,
        subject="subject",
        purposes=(Purpose.CUSTOMER_CARE,),
        basis=Basis.CONTRACT,
        source=Source.COMPANY,
        retention=A_YEAR,
        personal={"number": Category.CUSTOMER_NUMBER},
        technical={"id", "subject", "customer"},
    )


class Merge(UuidModel):
    """That two customers were found to be one: what was moved, so that it can be moved back until `final_at`.

    `was` is the id of the vault subject that the merged customer had; by it the journal knows their earlier looks.
    """

    kept = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="merges")
    merged = models.ForeignKey(Customer, null=True, on_delete=models.SET_NULL, related_name="+")
    was = models.UUIDField(db_index=True)
    moved = models.JSONField()
    merged_at = models.DateTimeField()
    final_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        """A merge is undone or finished, never both."""

        constraints = (
            models.CheckConstraint(
                condition=Q(undone_at=None) | Q(finished_at=None), name="merge_is_undone_or_finished"
            ),
        )

    holds = Holds.nothing("id", "kept", "merged", "was", "moved", "merged_at", "final_at", "undone_at", "finished_at")


class PostcodeArea(UuidModel):
    """The centre of a Finnish postcode area, loaded from a file of the company's own.

    Rows here go before the table of 40 areas that comes with the program.
    """

    postcode = models.CharField(max_length=5, unique=True)
    city = models.CharField(max_length=60)
    latitude = models.FloatField()
    longitude = models.FloatField()

    class Meta:
        """A postcode area lies in Finland."""

        constraints = (
            models.CheckConstraint(
                condition=Q(latitude__gte=59, latitude__lte=71, longitude__gte=19, longitude__lte=32),
                name="postcode_area_lies_in_finland",
            ),
        )

    holds = Holds.nothing("id", "postcode", "city", "latitude", "longitude")
