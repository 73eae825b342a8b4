"""One visit, as the office sees and changes it."""

from django.urls import path

from lupaus.sites.staff import visit_changes, visits

urlpatterns = [
    path("visits/<uuid:visit_id>/", visits.visit, name="visit"),
    path("visits/<uuid:visit_id>/provider/", visit_changes.provider, name="visit_provider"),
    path("visits/<uuid:visit_id>/time/", visit_changes.time, name="visit_time"),
    path("visits/<uuid:visit_id>/cancellation/", visit_changes.cancellation, name="visit_cancellation"),
    path("visits/<uuid:visit_id>/ticks/", visit_changes.ticks, name="visit_ticks"),
    path("visits/<uuid:visit_id>/no-show/", visit_changes.no_show, name="visit_no_show"),
]
