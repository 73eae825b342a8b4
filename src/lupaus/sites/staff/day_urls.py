"""The day board."""

from django.urls import path

from lupaus.sites.staff import day, stand_ins

urlpatterns = [
    path("", day.today, name="day"),
    path("days/<str:on>/", day.day_on, name="day_on"),
    path("days/<str:on>/stand-ins/<uuid:provider_id>/", stand_ins.day, name="stand_ins"),
]
