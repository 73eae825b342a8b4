"""Series, as the office sees and changes them."""

from django.urls import path

from lupaus.sites.staff import restoration, series

urlpatterns = [
    path("series/", series.waiting, name="series_waiting"),
    path("series/<uuid:series_id>/", series.series, name="series"),
    path("series/<uuid:series_id>/ending/", series.ending, name="series_ending"),
    path("series/<uuid:series_id>/resumption/", series.resumption, name="series_resumption"),
    path("series/<uuid:series_id>/time/", series.time, name="series_time"),
    path("series/<uuid:series_id>/earlier-time/", series.earlier_time, name="series_earlier_time"),
    path("series/<uuid:series_id>/pause/", series.pause, name="series_pause"),
    path("series/<uuid:series_id>/continuation/", series.continuation, name="series_continuation"),
    path("series/<uuid:series_id>/days/<uuid:day_id>/", series.day, name="series_day"),
    path("visits/<uuid:visit_id>/restoration/", restoration.restoration, name="visit_restoration"),
]
