"""Addresses of the staff site; each part has its own."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

app_name = "staff"

_PARTS = ("day_urls", "visit_urls", "series_urls", "customer_urls", "invoice_urls", "setup_urls", "access_urls")

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(f"{__package__}.{part}")) for part in _PARTS if find_spec(f"{__package__}.{part}")
]
