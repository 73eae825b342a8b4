"""The customer site, mounted at /my/."""

from django.urls import path

from lupaus.sites.customer import (
    addresses,
    calendar,
    cancellations,
    corrections,
    data,
    feedback,
    health,
    household,
    invoices,
    letters,
    moves,
    notes,
    payers,
    restoration,
    series,
    visits,
)

app_name = "customer"

urlpatterns = [
    path("", visits.visits, name="visits"),
    path("visits/<uuid:visit_id>/", visits.visit, name="visit"),
    path("visits/<uuid:visit_id>/time/", moves.time, name="visit_time"),
    path("visits/<uuid:visit_id>/earlier-time/", moves.earlier_time, name="visit_earlier_time"),
    path("visits/<uuid:visit_id>/cancellation/", cancellations.cancellation, name="visit_cancellation"),
    path("visits/<uuid:visit_id>/restoration/", restoration.restoration, name="visit_restoration"),
    path("series/<uuid:series_id>/", series.series, name="series"),
    path("series/<uuid:series_id>/ending/", series.ending, name="series_ending"),
    path("series/<uuid:series_id>/resumption/", series.resumption, name="series_resumption"),
    path("series/<uuid:series_id>/days/<uuid:day_id>/", series.day, name="series_day"),
    path("visits/<uuid:visit_id>/acceptance/", feedback.acceptance, name="visit_acceptance"),
    path("visits/<uuid:visit_id>/rating/", feedback.rating, name="visit_rating"),
    path("visits/<uuid:visit_id>/household/", household.household, name="visit_household"),
    path("visits/<uuid:visit_id>/note/", notes.note, name="visit_note"),
    path("visits/<uuid:visit_id>/calendar.ics", calendar.calendar, name="visit_calendar"),
    path("invoices/", invoices.invoices, name="invoices"),
    path("invoices/<uuid:invoice_id>.pdf", invoices.pdf, name="invoice_pdf"),
    path("data/", data.data, name="data"),
    path("data/history/", data.history, name="data_history"),
    path("data/looks/", data.looks, name="data_looks"),
    path("data/letters/", letters.letters, name="data_letters"),
    path("data/health/withdrawal/", health.withdrawal, name="data_health_withdrawal"),
    path("data/<uuid:customer_id>/name/", corrections.name, name="data_name"),
    path("data/<uuid:customer_id>/phone/", corrections.phone, name="data_phone"),
    path("data/<uuid:customer_id>/language/", corrections.language, name="data_language"),
    path("data/<uuid:customer_id>/company/", corrections.company, name="data_company"),
    path("data/<uuid:customer_id>/addresses/new/", addresses.new, name="data_address_new"),
    path("data/addresses/<uuid:address_id>/", addresses.place, name="data_address"),
    path("data/addresses/<uuid:address_id>/way-in/", addresses.way_in, name="data_address_way_in"),
    path("data/addresses/<uuid:address_id>/code/", addresses.code, name="data_address_code"),
    path("data/addresses/<uuid:address_id>/removal/", addresses.removal, name="data_address_removal"),
    path("data/payers/<uuid:payer_id>/", payers.payer, name="data_payer"),
]
