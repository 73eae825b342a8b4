"""Where each audience enters."""

from django.urls import URLPattern, URLResolver, include, path

from lupaus.project.environment import CHECKOUT

urlpatterns: list[URLPattern | URLResolver] = []

# The public site, and through it every other audience, is mounted when it stands.
if (CHECKOUT / "src/lupaus/sites/urls.py").exists():
    urlpatterns.append(path("", include("lupaus.sites.urls")))

handler400 = "lupaus.sites.furniture.errors.bad_request"
handler403 = "lupaus.sites.furniture.errors.forbidden"
handler404 = "lupaus.sites.furniture.errors.not_found"
handler500 = "lupaus.sites.furniture.errors.broken"
