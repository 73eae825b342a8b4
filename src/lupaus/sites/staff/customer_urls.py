"""Customers: found by an exact value, opened for a stated reason."""

from django.urls import path

from lupaus.sites.staff import customers

urlpatterns = [
    path("customers/", customers.customers, name="customers"),
    path("customers/<uuid:customer_id>/", customers.customer, name="customer"),
    path("customers/<uuid:customer_id>/case/", customers.case, name="customer_case"),
    path("customers/<uuid:customer_id>/case/end/", customers.case_end, name="customer_case_end"),
    path("customers/<uuid:customer_id>/value/", customers.value, name="customer_value"),
]
