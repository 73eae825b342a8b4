"""Invoices, their papers, payments and credit notes."""

from django.urls import path

from lupaus.sites.staff import invoice_changes, invoices, openings

urlpatterns = [
    path("invoices/", invoices.invoices, name="invoices"),
    path("invoices/earlier/<uuid:opening_id>/", openings.opening, name="opening"),
    path("invoices/<uuid:invoice_id>/", invoices.invoice, name="invoice"),
    path("invoices/<uuid:invoice_id>/pdf/", invoices.pdf, name="invoice_pdf"),
    path("invoices/<uuid:invoice_id>/payments/", invoice_changes.payments, name="invoice_payments"),
    path("invoices/<uuid:invoice_id>/credit-note/", invoice_changes.credit_note, name="invoice_credit_note"),
    path("invoices/<uuid:invoice_id>/letters/", invoice_changes.letters, name="invoice_letters"),
]
