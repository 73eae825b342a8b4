"""What an order holds: the draft before it, the agreement itself, and what the home needs one to know."""

from django.db import models
from django.db.models import F, Q

from lupaus.catalogue.engine.terms import Selection
from lupaus.catalogue.models import Service
from lupaus.foundation.models import NamedModel, UuidModel
from lupaus.keys.keystore import Chain
from lupaus.promises import After, Basis, Category, Holds, Purpose, Recipient, Register, Source, Trigger
from lupaus.register.models import (
    MAP_SERVICE,
    Access,
    Address,
    BillingParty,
    CoordinatesSource,
    Customer,
    Kind,
    Language,
)
from lupaus.vault.fields import EncryptedJSON, EncryptedText
from lupaus.vault.models import SubjectModel

A_YEAR = After(Trigger.CONTRACT_END, years=1)
A_DAY = After(Trigger.COLLECTED, days=1)


class Order(SubjectModel):
    """What a customer and the company agreed: the services, the price of that day, the place and the terms.

    The price never changes after placement: it stands in `lines`, and `priced_from` holds the inputs that
    give the same price again. When the work is done is the visit's business (`scheduling`).
    """

    number = models.CharField(max_length=9, unique=True)
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="+")
    address = models.ForeignKey(Address, on_delete=models.PROTECT, related_name="+")
    payer = models.ForeignKey(BillingParty, null=True, on_delete=models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    draft_key = models.UUIDField(unique=True)
    placed_at = models.DateTimeField()
    placed_by_role = models.CharField(max_length=10)
    duration_minutes = models.PositiveIntegerField()
    size = models.PositiveIntegerField()
    equipment = models.CharField(max_length=4)
    note = EncryptedText(null=True)
    net_cents = models.IntegerField()
    vat_cents = models.IntegerField()
    total_cents = models.IntegerField()
    labour_cents = models.IntegerField()
    priced_on = models.DateField()
    priced_from = models.JSONField()
    tiers = models.JSONField(default=list)
    """What cancelling and moving cost, as agreed when the order was placed (`orders.tiers`)."""
    early_start_asked_at = models.DateTimeField(null=True)
    """When a consumer asked for the work to be done within the 14 days in which they may withdraw."""
    notice_hash = models.CharField(max_length=64, blank=True)

    class Meta:
        """Newest first; the sums agree."""

        ordering = ("-placed_at",)
        constraints = (
            models.CheckConstraint(
                condition=Q(total_cents=F("net_cents") + F("vat_cents")), name="order_total_is_net_plus_vat"
            ),
            models.CheckConstraint(
                condition=Q(labour_cents__gte=0, labour_cents__lte=F("total_cents")),
                name="order_labour_is_part_of_the_total",
            ),
        )

    holds = Holds(
        register=Register.CUSTOMERS,
        subject="subject",
        purposes=(Purpose.SERVICE_DELIVERY, Purpose.CUSTOMER_CARE, Purpose.INVOICING),
        basis=Basis.CONTRACT,
        source=Source.PERSON,
        recipients=(Recipient.ASSIGNED_PROVIDER,),
        retention=A_YEAR,
        personal={
            "number": Category.ORDER,
            "service": Category.ORDER,
            "placed_at": Category.ORDER,
            "duration_minutes": Category.ORDER,
            "size": Category.ORDER,
            "equipment": Category.ORDER,
            "note": Category.ORDER_NOTE,
            "net_cents": Category.ORDER,
            "vat_cents": Category.ORDER,
            "total_cents": Category.ORDER,
            "labour_cents": Category.ORDER,
            "priced_on": Category.ORDER,
            "priced_from": Category.ORDER,
        },
        technical={
            "id",
            "subject",
            "customer",
            "address",
            "payer",
            "draft_key",
            "placed_by_role",
            "tiers",
            "early_start_asked_at",
            "notice_hash",
        },
    )


class OrderLine(NamedModel, SubjectModel):
    """One line of an order's price, frozen on the day of the order."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=9)
    code = models.CharField(max_length=40)
    quantity = models.DecimalField(max_digits=9, decimal_places=3)
    unit = models.CharField(max_length=3)
    unit_price_cents = models.IntegerField()
    vat_percent = models.DecimalField(max_digits=4, decimal_places=2)
    net_cents = models.IntegerField()
    vat_cents = models.IntegerField()
    total_cents = models.IntegerField()
    labour_cents = models.IntegerField()

    class Meta:
        """As they stood on the screen; the sums agree."""

        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=("order", "position"), name="order_line_has_a_place_of_its_own"),
            models.CheckConstraint(
                condition=Q(total_cents=F("net_cents") + F("vat_cents")), name="order_line_total_is_net_plus_vat"
            ),
        )

    holds = Holds(
        register=Register.CUSTOMERS,
        subject="subject",
        purposes=(Purpose.SERVICE_DELIVERY, Purpose.CUSTOMER_CARE, Purpose.INVOICING),
        basis=Basis.CONTRACT,
        source=Source.PERSON,
        recipients=(Recipient.ASSIGNED_PROVIDER,),
        retention=A_YEAR,
        personal={
            "kind": Category.ORDER,
            "code": Category.ORDER,
            "name_fi": Category.ORDER,
            "name_sv": Category.ORDER,
            "name_en": Category.ORDER,
            "quantity": Category.ORDER,
            "unit": Category.ORDER,
            "unit_price_cents": Category.ORDER,
            "vat_percent": Category.ORDER,
            "net_cents": Category.ORDER,
            "vat_cents": Category.ORDER,
            "total_cents": Category.ORDER,
            "labour_cents": Category.ORDER,
        },
        technical={"id", "subject", "order", "position"},
    )


class Draft(SubjectModel):
    """An order that somebody is filling in, from the first screen to the last.

    A draft begins with a postcode, the first personal field, and with it gets a subject and a key of its own: an
    abandoned draft is forgotten by destroying that key. The placed order adopts the key. It dies 24 hours untouched.
    `customer` and `address` are set when a known customer orders again, `taken_by` when the office does it.
    """

    opened_at = models.DateTimeField()
    taken_by = models.UUIDField(null=True)
    touched_at = models.DateTimeField()
    order = models.OneToOneField(Order, null=True, on_delete=models.CASCADE, related_name="draft")
    customer = models.ForeignKey(Customer, null=True, on_delete=models.CASCADE, related_name="+")
    address = models.ForeignKey(Address, null=True, on_delete=models.CASCADE, related_name="+")

    # 1 what
    postcode = models.CharField(max_length=5, blank=True)
    service = models.ForeignKey(Service, null=True, on_delete=models.PROTECT, related_name="+")
    chosen = models.JSONField(default=dict)
    # 2 when
    every_weeks = models.PositiveSmallIntegerField(default=0)
    """Every how many weeks the visit is to come again; 0 means once."""
    picks = models.JSONField(default=dict)
    """By the day of an occurrence ("2026-12-10") that cannot be as it should: the start chosen instead, or null."""
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    # 3 where
    street = EncryptedText(null=True)
    city = models.CharField(max_length=60, blank=True)
    grid_row = models.IntegerField(null=True)
    grid_column = models.IntegerField(null=True)
    coordinates = EncryptedJSON(null=True)
    coordinates_source = models.CharField(max_length=11, choices=CoordinatesSource.choices, blank=True)
    access = models.CharField(max_length=7, choices=Access.choices, blank=True)
    access_code = EncryptedText(null=True)
    access_instructions = EncryptedText(null=True)
    pets = EncryptedJSON(null=True)
    children = EncryptedJSON(null=True)
    note = EncryptedText(null=True)
    # 4 who
    kind = models.CharField(max_length=7, choices=Kind.choices, blank=True)
    first_name = EncryptedText(null=True)
    last_name = EncryptedText(null=True)
    company_name = EncryptedText(null=True)
    business_id = models.CharField(max_length=9, blank=True)
    email = EncryptedText(null=True)
    phone = EncryptedText(null=True)
    language = models.CharField(max_length=2, choices=Language.choices, default=Language.FINNISH)
    payer = EncryptedJSON(null=True)
    # 5 agreed
    early_start_asked_at = models.DateTimeField(null=True)

    class Meta:
        """The sweeper asks by the last change."""

        indexes = (models.Index(fields=("touched_at",), name="draft_by_last_change"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")) | Q(starts_at=None), name="draft_ends_after_it_starts"
            ),
        )

    @property
    def selection(self) -> Selection | None:
        """Return what has been chosen on the first screen, None before that."""
        return Selection.from_json(self.chosen) if self.chosen else None

    holds = Holds(
        register=Register.CUSTOMERS,
        subject="subject",
        purposes=(Purpose.ORDERING,),
        basis=Basis.CONTRACT,
        source=Source.PERSON,
        sources={"coordinates": Source.GEOCODER, "grid_row": Source.GEOCODER, "grid_column": Source.GEOCODER},
        recipients=MAP_SERVICE,
        retention=A_DAY,
        personal={
            "postcode": Category.POSTCODE,
            "service": Category.ORDER,
            "chosen": Category.ORDER,
            "every_weeks": Category.ORDER,
            "picks": Category.ORDER,
            "starts_at": Category.ORDER,
            "ends_at": Category.ORDER,
            "street": Category.STREET,
            "city": Category.POSTCODE,
            "grid_row": Category.GRID,
            "grid_column": Category.GRID,
            "coordinates": Category.COORDINATES,
            "access": Category.ACCESS_CODE,
            "access_code": Category.ACCESS_CODE,
            "access_instructions": Category.ACCESS_CODE,
            "pets": Category.PETS,
            "children": Category.CHILDREN,
            "note": Category.ORDER_NOTE,
            "kind": Category.COMPANY,
            "first_name": Category.NAME,
            "last_name": Category.NAME,
            "company_name": Category.COMPANY,
            "business_id": Category.COMPANY,
            "email": Category.EMAIL,
            "phone": Category.PHONE,
            "language": Category.LANGUAGE,
            "payer": Category.BILLING_ADDRESS,
        },
        technical={
            "id",
            "subject",
            "opened_at",
            "touched_at",
            "taken_by",
            "order",
            "customer",
            "address",
            "coordinates_source",
            "early_start_asked_at",
        },
    )


class Household(SubjectModel):
    """Who else is at home during an order's visits: animals by kind, children by number and age band, no names."""

    order = models.OneToOneField(Order, on_delete=models.CASCADE, related_name="household")
    pets = EncryptedJSON(null=True)
    children = EncryptedJSON(null=True)
    told_at = models.DateTimeField()

    holds = Holds(
        register=Register.CUSTOMERS,
        subject="subject",
        purposes=(Purpose.SERVICE_DELIVERY,),
        basis=Basis.CONTRACT,
        source=Source.PERSON,
        recipients=(Recipient.ASSIGNED_PROVIDER,),
        retention=A_YEAR,
        personal={"pets": Category.PETS, "children": Category.CHILDREN},
        technical={"id", "subject", "order", "told_at"},
    )


class HealthConsent(SubjectModel):
    """That a person agreed to our keeping a health note; evidence of it stays. Source: GDPR art. 7(1), 9(2)(a)."""

    text_version = models.CharField(max_length=20)
    language = models.CharField(max_length=2, choices=Language.choices, default=Language.FINNISH)
    given_at = models.DateTimeField()
    spoken_to = models.UUIDField(null=True)
    notice_hash = models.CharField(max_length=64, blank=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        """Nobody withdraws before agreeing."""

        constraints = (
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("given_at")),
                name="consent_is_withdrawn_after_it_is_given",
            ),
        )

    holds = Holds(
        register=Register.CUSTOMERS,
        subject="subject",
        purposes=(Purpose.SERVICE_DELIVERY,),
        basis=Basis.LEGAL_OBLIGATION,
        source=Source.PERSON,
        retention=A_YEAR,
        personal={
            "text_version": Category.CONSENT,
            "language": Category.CONSENT,
            "given_at": Category.CONSENT,
            "withdrawn_at": Category.CONSENT,
        },
        technical={"id", "subject", "spoken_to", "notice_hash"},
    )


class HealthNote(SubjectModel):
    """What the provider must know of somebody's health to do the work, sealed under the person's own health key.

    Belongs to a draft until the order is placed, then to the order. Cannot exist without a consent.
    """

    draft = models.OneToOneField(Draft, null=True, on_delete=models.CASCADE, related_name="health_note")
    order = models.OneToOneField(Order, null=True, on_delete=models.CASCADE, related_name="health_note")
    consent = models.ForeignKey(HealthConsent, on_delete=models.PROTECT, related_name="notes")
    note = EncryptedText(chain=Chain.HEALTH)

    class Meta:
        """A note belongs to one thing."""

        constraints = (
            models.CheckConstraint(
                condition=Q(draft=None, order__isnull=False) | Q(draft__isnull=False, order=None),
                name="health_note_belongs_to_a_draft_or_an_order",
            ),
        )

    holds = Holds(
        register=Register.CUSTOMERS,
        subject="subject",
        purposes=(Purpose.SERVICE_DELIVERY,),
        basis=Basis.EXPLICIT_CONSENT,
        source=Source.PERSON,
        recipients=(Recipient.ASSIGNED_PROVIDER,),
        retention=After(Trigger.VISIT_END, days=2),
        personal={"note": Category.HEALTH},
        technical={"id", "subject", "draft", "order", "consent"},
    )


class CancellationTerms(UuidModel):
    """What cancelling and moving cost, from one day on, for one service or for all (`service` None).

    `tiers` None: from this day on the service follows the terms for all services again.
    """

    valid_from_on = models.DateField()
    service = models.ForeignKey(Service, null=True, on_delete=models.PROTECT, related_name="+")
    tiers = models.JSONField(null=True)
    set_at = models.DateTimeField()

    class Meta:
        """Newest first; one row a day for each service, and one for all."""

        ordering = ("-valid_from_on",)
        constraints = (
            models.UniqueConstraint(
                fields=("service", "valid_from_on"), nulls_distinct=False, name="cancellation_terms_stand_once_a_day"
            ),
        )

    holds = Holds.nothing("id", "valid_from_on", "service", "tiers", "set_at")
