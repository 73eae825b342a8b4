"""Application of the account pages; its templates stand before allauth's own."""

from django.apps import AppConfig


class AccountPages(AppConfig):
    """Pages for signing in and for one's own account."""

    name = "lupaus.sites.account"
    label = "site_account"
