"""Addresses of people, rights, the confidentiality agreement and the firms that attest it."""

from django.urls import path

from lupaus.sites.staff import access, access_agreement, setup_firm_people, setup_firms

urlpatterns = [
    path("people/", access.listed, name="people"),
    path("people/new/", access.new, name="people_new"),
    path("people/<uuid:user_id>/", access.person, name="people_one"),
    path("people/<uuid:user_id>/role/", access.role, name="people_role"),
    path("people/<uuid:user_id>/sign-out/", access.sign_out, name="people_sign_out"),
    path("people/roles/<uuid:grant_id>/approval/", access.approval, name="role_approval"),
    path("people/roles/<uuid:grant_id>/refusal/", access.refusal, name="role_refusal"),
    path("people/roles/<uuid:grant_id>/ending/", access.ending, name="role_ending"),
    path("people/roles/<uuid:grant_id>/review/", access.review, name="role_review"),
    path("people/agreement/", access_agreement.versions, name="agreement"),
    path("people/agreement/new/", access_agreement.new, name="agreement_new"),
    path("setup/firms/", setup_firms.listed, name="firms"),
    path("setup/firms/new/", setup_firms.new, name="firms_new"),
    path("setup/firms/<uuid:firm_id>/commitment/", setup_firms.commitment, name="firms_commitment"),
    path("setup/firms/<uuid:firm_id>/ending/", setup_firms.ending, name="firms_ending"),
    path("setup/firms/<uuid:firm_id>/people/new/", setup_firm_people.new, name="firms_person_new"),
    path("setup/firms/people/<uuid:person_id>/departure/", setup_firm_people.departure, name="firms_person_departure"),
    path("setup/firms/proposals/<uuid:proposal_id>/approval/", setup_firm_people.approval, name="proposal_approval"),
    path("setup/firms/proposals/<uuid:proposal_id>/refusal/", setup_firm_people.refusal, name="proposal_refusal"),
    path("setup/providers/<uuid:provider_id>/firm/", setup_firms.employer, name="providers_firm"),
    path("setup/providers/<uuid:provider_id>/attestation/", setup_firms.attestation, name="providers_attestation"),
    path("setup/attestations/<uuid:attestation_id>/ending/", setup_firms.attestation_ending, name="attestation_ending"),
    path("people/signatures/<uuid:signature_id>/ending/", access_agreement.ending, name="signature_ending"),
]
