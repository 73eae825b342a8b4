"""The page that a provider's invitation leads to."""

from django.urls import path

from lupaus.sites.staff import invitation

app_name = "invitation"

urlpatterns = [path("<str:token>/", invitation.invitation, name="show")]
