"""The provider site, mounted at /work/."""

from django.urls import path

from lupaus.sites.provider import comments, day, hours, me, offers, steps, visit

app_name = "provider"

urlpatterns = [
    path("", day.day, name="day"),
    path("offers/", offers.offers, name="offers"),
    path("offers/<uuid:offer_id>/acceptance/", offers.acceptance, name="offer_acceptance"),
    path("offers/<uuid:offer_id>/refusal/", offers.refusal, name="offer_refusal"),
    path("visits/<uuid:visit_id>/", visit.visit, name="visit"),
    path("visits/<uuid:visit_id>/code/", visit.code, name="visit_code"),
    path("visits/<uuid:visit_id>/health/", visit.health, name="visit_health"),
    path("visits/<uuid:visit_id>/steps/", steps.steps, name="visit_steps"),
    path("visits/<uuid:visit_id>/ticks/", steps.ticks, name="visit_ticks"),
    path("visits/<uuid:visit_id>/comments/", comments.comments, name="visit_comments"),
    path("hours/", hours.hours, name="hours"),
    path("me/", me.me, name="me"),
    path("me/leaves/", me.leaves, name="leaves"),
    path("me/leaves/<uuid:leave_id>/removal/", me.leave_removal, name="leave_removal"),
]
