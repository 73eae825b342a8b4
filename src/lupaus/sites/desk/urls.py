"""Addresses of the privacy desk."""

from django.urls import path

from lupaus.sites.desk import checks, looks, notice, promises

app_name = "desk"

urlpatterns = [
    path("", promises.promises, name="promises"),
    path("looks/", looks.search, name="looks"),
    path("looks/<uuid:customer_id>/", looks.looks, name="looks_at"),
    path("checks/", checks.checks, name="checks"),
    path("notice/", notice.notice, name="notice"),
]
