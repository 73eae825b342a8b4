"""The firm site, mounted at /firm/."""

from django.urls import path

from lupaus.sites.firm import people, proposing

app_name = "firm"

urlpatterns = [
    path("", people.people, name="people"),
    path("people/<uuid:provider_id>/attestation/", people.attestation, name="attestation"),
    path("people/<uuid:provider_id>/withdrawal/", people.withdrawal, name="withdrawal"),
    path("proposals/new/", proposing.new, name="proposal"),
    path("proposals/<uuid:proposal_id>/removal/", proposing.removal, name="proposal_removal"),
]
