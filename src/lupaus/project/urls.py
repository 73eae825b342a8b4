"""Where each audience enters."""

from django.urls import include, path

urlpatterns = [path("", include("lupaus.sites.urls"))]

handler400 = "lupaus.sites.furniture.errors.bad_request"
handler403 = "lupaus.sites.furniture.errors.forbidden"
handler404 = "lupaus.sites.furniture.errors.not_found"
handler500 = "lupaus.sites.furniture.errors.broken"
