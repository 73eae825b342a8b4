"""The sites under their addresses."""

from django.urls import URLPattern, URLResolver, include, path

from lupaus.sites.public import operations

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", operations.healthz, name="healthz"),
    path("readyz", operations.readyz, name="readyz"),
    path("account/", include("lupaus.sites.account.urls")),
    path("my/", include("lupaus.sites.customer.urls")),
    path("work/", include("lupaus.sites.provider.urls")),
    path("firm/", include("lupaus.sites.firm.urls")),
    path("staff/", include("lupaus.sites.staff.urls")),
    path("desk/", include("lupaus.sites.desk.urls")),
    path("invitation/", include("lupaus.sites.staff.invitation_urls")),
    path("dev/", include("lupaus.sites.developer.urls")),
    path("", include("lupaus.sites.public.urls")),
]
