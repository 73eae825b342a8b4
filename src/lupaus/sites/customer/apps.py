"""The Django application of the customer's pages."""

from django.apps import AppConfig


class CustomerSiteConfig(AppConfig):
    """Visits, own data, who has looked, invoices."""

    name = "lupaus.sites.customer"
    label = "site_customer"
