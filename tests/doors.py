"""Every URL of the product, who may enter it, and how to reach it.

`tests/hostile/` walks this table with everything in it that a hostile or unlucky person sends. A URL of the
URLconf without an entry fails the suite, so a new form is attacked without anybody remembering: the fields of a
form are read from the page that shows it.

An entry:

    Door("customer:visit_time", {A}, args={"visit_id": "visit"})

- the URL's name with its namespace; several patterns of one name are one entry
- who gets an answer: VISITOR is somebody who is not signed in, and then everybody else gets one too. A is the
  customer the world is about, B another customer; P the provider of A's visits, Q another provider, F who answers
  for Q's firm; OFFICE, OWNER, PRIVACY are staff. Everybody else must get 404, or the sign-in page when not signed in.
- `args`: the URL's arguments: a key of `World.ids` (`tests/world.py`), or a text after "="
- `payload`: fields of a POST, for a page that shows no form for it; called with the world
- `posts`: the address takes POST only; GET gives 405
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

VISITOR, A, B, P, Q, OFFICE, OWNER, PRIVACY = "visitor", "a", "b", "p", "q", "office", "owner", "privacy"
F = "firm"
ORDERING = "ordering"
EVERYBODY = frozenset({VISITOR, ORDERING, A, B, P, Q, F, OFFICE, OWNER, PRIVACY})
SIGNED_IN = EVERYBODY - {VISITOR, ORDERING}
CUSTOMERS, PROVIDERS = frozenset({A, B}), frozenset({P, Q})
DESK = frozenset({OFFICE, OWNER})

type Payload = Callable[[Any], Mapping[str, object]]


@dataclass(frozen=True)
class Door:
    """One URL name; see the module's docstring."""

    name: str
    who: frozenset[str] | set[str]
    args: Mapping[str, str] = field(default_factory=dict)
    payload: Payload | None = None
    posts: bool = False

    @property
    def actors(self) -> frozenset[str]:
        """Return everybody who gets an answer."""
        return EVERYBODY if VISITOR in self.who else frozenset(self.who)

    @property
    def first(self) -> str:
        """Return somebody who gets an answer; the one it is made for."""
        order = (ORDERING, VISITOR, A, P, F, OFFICE, OWNER, B, Q, PRIVACY)
        return next(who for who in order if who in self.who)


def public(*names: str) -> tuple[Door, ...]:
    """Return doors that stand open to everybody."""
    return tuple(Door(name, {VISITOR}) for name in names)


def each(who: frozenset[str] | set[str], args: Mapping[str, str], *names: str, posts: bool = False) -> tuple[Door, ...]:
    """Return doors with the same actors and arguments."""
    return tuple(Door(name, who, args, posts=posts) for name in names)


# ── Public ───────────────────────────────────────────────────────────────────────────────────────────────
PUBLIC = (
    *public("public:home", "public:services", "public:accessibility", "public:cookies", "public:robots"),
    *public("public:notice", "public:notice_sv", "public:notice_en", "public:notice_json", "public:change_password"),
    *public("public:notice_versions", "public:notice_sv_versions", "public:notice_en_versions"),
    *each(
        {VISITOR},
        {"number": "=1"},
        "public:notice_version",
        "public:notice_sv_version",
        "public:notice_en_version",
        "public:notice_version_json",
    ),
    *each(
        {VISITOR},
        {"number": "=1", "before": "=1"},
        "public:notice_changes",
        "public:notice_sv_changes",
        "public:notice_en_changes",
    ),
    *public("public:notice_check", "public:security_txt", "public:gpc"),
    *public("public:proof", "public:proof_sv", "public:proof_en", "public:proof_json"),
    *public("public:proof_sentences", "public:proof_sentences_sv", "public:proof_sentences_en"),
    Door("public:channel", {VISITOR}, {"token": "letter"}),
    Door("public:notice_check_json", {VISITOR}, payload=lambda world: {"text": "Tietosuoja."}, posts=True),
    *each({VISITOR, ORDERING}, {}, "public:order_service", "public:order_time", "public:order_address"),
    *each({VISITOR, ORDERING}, {}, "public:order_contact", "public:order_check"),
    *each({VISITOR, ORDERING}, {}, "public:order_series"),
    Door("public:order_extension", {VISITOR, ORDERING}, posts=True),
    *each({A}, {"order_id": "order"}, "public:order_confirmation", "public:order_calendar"),
    Door("public:language", {VISITOR}, {"code": "=sv"}),
    *public("public:contact", "public:contact_sent"),
    Door("public:own_language", {VISITOR}, payload=lambda _world: {"language": "en", "next": "/"}, posts=True),
    Door("public:order_again", {A}, {"order_id": "order"}, posts=True),
    Door("invitation:show", {VISITOR}, {"token": "=no-such-invitation"}),
)

# ── Customer ─────────────────────────────────────────────────────────────────────────────────────────────
CUSTOMER = (
    *each(CUSTOMERS, {}, "customer:visits", "customer:invoices", "customer:data"),
    *each(
        CUSTOMERS, {}, "customer:data_history", "customer:data_looks", "customer:data_given", "customer:data_letters"
    ),
    *each(CUSTOMERS, {}, "customer:data_health_withdrawal"),
    *each({A}, {"visit_id": "visit"}, "customer:visit", "customer:visit_time", "customer:visit_cancellation"),
    *each({A}, {"visit_id": "visit"}, "customer:visit_household", "customer:visit_note", "customer:visit_calendar"),
    *each({A}, {"visit_id": "visit"}, "customer:visit_earlier_time", posts=True),
    *each({A}, {"visit_id": "done_visit"}, "customer:visit_acceptance", "customer:visit_rating", posts=True),
    *each({A}, {"visit_id": "visit"}, "customer:visit_restoration", posts=True),
    *each({B}, {"series_id": "series"}, "customer:series", "customer:series_ending"),
    *each({B}, {"series_id": "series"}, "customer:series_time", "customer:series_pause"),
    *each({B}, {"series_id": "series"}, "customer:series_resumption", posts=True),
    *each({B}, {"series_id": "series"}, "customer:series_earlier_time", "customer:series_continuation", posts=True),
    *each({B}, {"series_id": "series", "day_id": "series_day"}, "customer:series_day"),
    *each({A}, {"order_id": "order"}, "customer:order_messages"),
    *each({A}, {"invoice_id": "invoice"}, "customer:invoice_pdf"),
    *each({A}, {"customer_id": "customer"}, "customer:data_name", "customer:data_phone", "customer:data_language"),
    *each({A}, {"customer_id": "customer"}, "customer:data_ending"),
    *each({A}, {"customer_id": "customer"}, "customer:data_resumption", posts=True),
    Door("customer:data_people", {A}, {"customer_id": "customer", "kind": "=kin"}),
    Door("customer:data_linked_ending", {A}, {"linked_id": "linked"}, posts=True),
    *each({A}, {"customer_id": "customer"}, "customer:data_company", "customer:data_address_new"),
    *each({A}, {"address_id": "address"}, "customer:data_address", "customer:data_address_way_in"),
    *each({A}, {"address_id": "address"}, "customer:data_address_removal"),
    *each({A}, {"address_id": "address"}, "customer:data_address_code", posts=True),
    *each({A}, {"payer_id": "payer"}, "customer:data_payer"),
)

# ── Provider ─────────────────────────────────────────────────────────────────────────────────────────────
PROVIDER = (
    *each(PROVIDERS, {}, "provider:day", "provider:offers", "provider:hours", "provider:me"),
    *each(PROVIDERS, {}, "provider:leaves", posts=True),
    *each({P}, {"offer_id": "offer"}, "provider:offer_acceptance", "provider:offer_refusal", posts=True),
    *each({P}, {"visit_id": "visit"}, "provider:visit"),
    *each({P}, {"visit_id": "visit"}, "provider:visit_code", "provider:visit_health", posts=True),
    *each({P}, {"visit_id": "visit"}, "provider:visit_steps", "provider:visit_ticks", posts=True),
    *each({P}, {"visit_id": "done_visit"}, "provider:visit_comments", posts=True),
    *each({P}, {"leave_id": "leave"}, "provider:leave_removal", posts=True),
)

# ── Firm ───────────────────────────────────────────────────────────────────────────────────────────────────
FIRM = (
    *each({F}, {}, "firm:people", "firm:proposal"),
    *each({F}, {"provider_id": "provider_q"}, "firm:attestation", "firm:withdrawal"),
    *each({F}, {"proposal_id": "proposal"}, "firm:proposal_removal", posts=True),
)

# ── Staff ────────────────────────────────────────────────────────────────────────────────────────────────
_VISIT, _CUSTOMER, _INVOICE = {"visit_id": "visit"}, {"customer_id": "customer"}, {"invoice_id": "invoice"}
_SERVICE, _ADD_ON, _PROVIDER = {"code": "service_code"}, {"code": "add_on_code"}, {"provider_id": "provider"}
STAFF = (
    *each({OFFICE}, {}, "staff:day", "staff:customers", "staff:invoices"),
    *each({OFFICE}, {"on": "=2026-11-25"}, "staff:day_on"),
    *each(DESK, {"on": "=2026-11-27", "provider_id": "provider"}, "staff:stand_ins"),
    *each({OFFICE}, _VISIT, "staff:visit", "staff:visit_provider", "staff:visit_time", "staff:visit_cancellation"),
    *each({OFFICE}, _VISIT, "staff:visit_no_show"),
    *each({OFFICE}, _VISIT, "staff:visit_restoration", posts=True),
    *each({OFFICE}, {}, "staff:series_waiting"),
    *each({OFFICE}, {"series_id": "series"}, "staff:series", "staff:series_ending"),
    *each({OFFICE}, {"series_id": "series"}, "staff:series_time", "staff:series_pause"),
    *each({OFFICE}, {"series_id": "series"}, "staff:series_resumption", posts=True),
    *each({OFFICE}, {"series_id": "series"}, "staff:series_earlier_time", "staff:series_continuation", posts=True),
    *each({OFFICE}, {"series_id": "series", "day_id": "series_day"}, "staff:series_day"),
    *each({OFFICE}, _VISIT, "staff:visit_ticks", posts=True),
    *each({OFFICE}, _CUSTOMER, "staff:customer", "staff:customer_case"),
    *each({OFFICE}, _CUSTOMER, "staff:customer_case_end", "staff:customer_value", posts=True),
    *each({OFFICE}, _CUSTOMER, "staff:customer_contacts", "staff:customer_tasks", posts=True),
    *each({OFFICE}, {}, "staff:tasks", "staff:requests", "staff:phone_order"),
    *each({OFFICE}, {"request_id": "request"}, "staff:request_answer", "staff:request_closing", posts=True),
    Door("staff:customer_people", {OFFICE}, {**_CUSTOMER, "kind": "=kin"}),
    *each({OFFICE}, _CUSTOMER, "staff:customer_key_tags"),
    *each({OFFICE}, _CUSTOMER, "staff:customer_ending", "staff:customer_resumption", posts=True),
    *each({OFFICE}, {"linked_id": "linked"}, "staff:linked"),
    *each({OFFICE}, {"linked_id": "linked"}, "staff:linked_ending", posts=True),
    *each({OFFICE}, _CUSTOMER, "staff:customer_phone_order"),
    *each({OFFICE}, {}, "staff:messages"),
    *each({OFFICE}, {"order_id": "order"}, "staff:order_messages"),
    Door("staff:task_end", {OFFICE}, {"task_id": "task"}, posts=True),
    Door("staff:merge", {OFFICE}, {"customer_id": "customer_b", "other_id": "twin"}),
    Door("staff:merge_undoing", {OFFICE}, {"merge_id": "merge"}, posts=True),
    *each({OFFICE}, _INVOICE, "staff:invoice", "staff:invoice_pdf"),
    *each(
        {OFFICE}, _INVOICE, "staff:invoice_payments", "staff:invoice_credit_note", "staff:invoice_letters", posts=True
    ),
    *each(DESK, {}, "staff:settings", "staff:settings_company", "staff:settings_opening", "staff:settings_catalogue"),
    *each(DESK, {}, "staff:providers", "staff:settings_terms"),
    *each(DESK, _SERVICE, "staff:settings_service"),
    *each(DESK, _ADD_ON, "staff:settings_add_on"),
    *each(DESK, _PROVIDER, "staff:providers_one"),
    *each({OWNER}, {}, "staff:settings_company_form", "staff:settings_opening_week", "staff:settings_closure"),
    *each({OWNER}, {}, "staff:settings_terms_cancelling", "staff:settings_terms_times", "staff:settings_terms_paying"),
    *each({OWNER}, {"kind": "=paying", "terms_id": "payment_terms"}, "staff:settings_terms_removal", posts=True),
    *each({OWNER}, {}, "staff:imports", "staff:exports"),
    *each({OFFICE}, {"opening_id": "opening"}, "staff:opening"),
    *each({OWNER}, {"name": "=asiakkaat"}, "staff:imports_template"),
    *each({OWNER}, {"import_id": "import"}, "staff:import"),
    *each({OWNER}, {"import_id": "import"}, "staff:import_writing", "staff:import_removal", posts=True),
    *each({OWNER}, {"import_id": "written_import"}, "staff:import_undoing", posts=True),
    *each({OWNER}, {"holiday": "=christmas_day"}, "staff:settings_holiday"),
    *each({OWNER}, {"closure_id": "closure"}, "staff:settings_closure_removal", posts=True),
    *each({OWNER}, {}, "staff:settings_add_on_new", "staff:providers_new"),
    *each({OWNER}, {"pricing": "=hour"}, "staff:settings_service_new"),
    *each({OWNER}, {"price_id": "price"}, "staff:settings_price_removal", posts=True),
    *each({OWNER}, _SERVICE, "staff:settings_service_form", "staff:settings_service_price"),
    *each({OWNER}, _SERVICE, "staff:settings_service_terms"),
    *each({OWNER}, _SERVICE, "staff:settings_service_withdrawal", "staff:settings_service_return", posts=True),
    *each({OWNER}, {"price_id": "add_on_price"}, "staff:settings_add_on_price_removal", posts=True),
    *each({OWNER}, _ADD_ON, "staff:settings_add_on_form", "staff:settings_add_on_price"),
    *each({OWNER}, _ADD_ON, "staff:settings_add_on_withdrawal", "staff:settings_add_on_return", posts=True),
    *each({OWNER}, _PROVIDER, "staff:providers_person", "staff:providers_home", "staff:providers_skills"),
    *each({OWNER}, _PROVIDER, "staff:providers_areas", "staff:providers_hours", "staff:providers_leave"),
    *each({OWNER}, _PROVIDER, "staff:providers_departure", posts=True),
    *each({OWNER}, _PROVIDER, "staff:providers_invitation", "staff:providers_return", posts=True),
    *each({OWNER}, {"leave_id": "leave"}, "staff:providers_leave_removal", posts=True),
)

# ── People and rights ────────────────────────────────────────────────────────────────────────────────────
_USER, _GRANT = {"user_id": "office_user"}, {"grant_id": "office_grant"}
RIGHTS = (
    *each({OWNER}, {}, "staff:people", "staff:people_new", "staff:agreement", "staff:agreement_new"),
    *each({OWNER}, _USER, "staff:people_one", "staff:people_role"),
    *each({OWNER}, _USER, "staff:people_sign_out", posts=True),
    *each({OWNER}, {"grant_id": "waiting_grant"}, "staff:role_approval", "staff:role_refusal", posts=True),
    *each({OWNER}, _GRANT, "staff:role_ending", "staff:role_review", posts=True),
    *each(DESK, {}, "staff:firms"),
    *each({OWNER}, {}, "staff:firms_new"),
    *each({OWNER}, {"firm_id": "firm"}, "staff:firms_commitment"),
    *each({OWNER}, {"firm_id": "firm"}, "staff:firms_ending", posts=True),
    *each({OWNER}, {"firm_id": "firm"}, "staff:firms_person_new"),
    *each({OWNER}, {"person_id": "firm_person"}, "staff:firms_person_departure", posts=True),
    *each({OWNER}, {"proposal_id": "proposal"}, "staff:proposal_approval", "staff:proposal_refusal", posts=True),
    *each({OWNER}, {"provider_id": "provider_q"}, "staff:providers_firm", "staff:providers_attestation"),
    *each({OWNER}, {"attestation_id": "attestation"}, "staff:attestation_ending", posts=True),
    *each({OWNER}, {"signature_id": "office_signature"}, "staff:signature_ending", posts=True),
)

# ── The privacy desk ─────────────────────────────────────────────────────────────────────────────────────
_PARTNER = {"partner_id": "partner"}
OFFICER = (
    *each({PRIVACY}, {}, "desk:promises", "desk:looks", "desk:checks", "desk:notice", "desk:exports"),
    Door("desk:check", {PRIVACY}, posts=True),
    Door("desk:attest", {PRIVACY}, {"code": "=locked_archive"}, posts=True),
    *each({PRIVACY}, {}, "desk:preview", "desk:publish", "desk:chosen", "desk:contact"),
    Door("desk:purpose", {PRIVACY}, {"code": "=quality"}),
    Door("desk:notice_record", {PRIVACY}, {"code": "=activities"}),
    Door("desk:notice_record_file", {PRIVACY}, {"code": "=recipients", "form": "=csv"}),
    Door("desk:period", {PRIVACY}, {"code": "=traces"}),
    *each({PRIVACY}, {"customer_id": "customer"}, "desk:looks_at"),
    *each({PRIVACY, OWNER}, {}, "desk:partners"),
    *each({PRIVACY}, {}, "desk:partner_new", "desk:partners_disclosed"),
    Door("desk:partners_strict", {PRIVACY}, payload=lambda _world: {"on": "1"}, posts=True),
    *each({PRIVACY, OWNER}, _PARTNER, "desk:partner"),
    *each({PRIVACY}, _PARTNER, "desk:partner_details", "desk:partner_agreement", "desk:partner_assessment"),
    *each({PRIVACY}, _PARTNER, "desk:partner_ending", "desk:partner_time", posts=True),
    *each({PRIVACY}, {"agreement_id": "partner_agreement"}, "desk:partner_paper", "desk:partner_paper_file"),
    *each({PRIVACY}, {"agreement_id": "partner_agreement"}, "desk:partner_paper_removal", posts=True),
    *each({PRIVACY}, {"agreement_id": "partner_agreement"}, "desk:partner_agreement_ending", posts=True),
    *each({PRIVACY, OWNER}, {"assessment_id": "assessment"}, "desk:partner_approval", posts=True),
)

# ── Account ──────────────────────────────────────────────────────────────────────────────────────────────
ACCOUNT = (
    *public("account_login", "account_request_login_code", "account_confirm_login_code", "account_password_login"),
    *public("mfa_login_webauthn", "mfa_authenticate", "account_logout", "account_signed_out", "account_inactive"),
    *public("account_reset_password", "account_confirm_password_reset_code", "account_complete_password_reset"),
    *public("account_password_reset_completed", "account_email_verification_sent"),
    *public("account_registration", "account_registration_sent"),
    Door("account_link", {VISITOR}, {"token": "=no-such-link"}),
    Door("account_confidentiality", {P, Q, F, OFFICE, OWNER, PRIVACY}),
    *each(SIGNED_IN, {}, "account_home", "account_sessions", "account_email", "account_change_password"),
    *each(SIGNED_IN, {}, "account_set_password", "account_reauthenticate", "account_reauthenticate_by_mail"),
    *each(SIGNED_IN, {}, "mfa_reauthenticate", "mfa_reauthenticate_webauthn", "mfa_index", "mfa_activate_totp"),
    *each(SIGNED_IN, {}, "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes"),
    *each(SIGNED_IN, {}, "mfa_add_webauthn", "mfa_list_webauthn"),
    *each(SIGNED_IN, {"pk": "=1"}, "mfa_remove_webauthn"),
)

# ── Machines and developers ──────────────────────────────────────────────────────────────────────────────
_MESSAGE = {"message_id": "message"}
OTHER = (
    *public("healthz", "readyz", "developer:outbox"),
    *each({VISITOR}, _MESSAGE, "developer:message", "developer:message_html"),
    *each({VISITOR}, {**_MESSAGE, "file_id": "file"}, "developer:message_file"),
)

DOORS: Mapping[str, Door] = {
    door.name: door for door in (*PUBLIC, *CUSTOMER, *PROVIDER, *FIRM, *STAFF, *RIGHTS, *OFFICER, *ACCOUNT, *OTHER)
}
