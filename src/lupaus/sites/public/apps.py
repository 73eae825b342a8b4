"""Application of the public site."""

from django.apps import AppConfig


class Public(AppConfig):
    """Pages that anybody may open."""

    name = "lupaus.sites.public"
    label = "public"
