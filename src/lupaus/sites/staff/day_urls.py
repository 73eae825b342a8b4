"""The day board."""

from django.urls import path

from lupaus.sites.staff import day

urlpatterns = [
    path("", day.today, name="day"),
    path("days/<str:on>/", day.day_on, name="day_on"),
]
