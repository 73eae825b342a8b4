"""Addresses of the public site."""

from django.urls import URLPattern, URLResolver, include, path

from lupaus.sites.public import channel, front, language, operations
from lupaus.sites.public import contact as requests
from lupaus.sites.public.order import address, again, check, confirmation, contact, series, service, times

app_name = "public"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", front.home, name="home"),
    path("services/", front.services, name="services"),
    path("saavutettavuus", front.accessibility, name="accessibility"),
    path("order/", service.service, name="order_service"),
    path("order/time/", times.times, name="order_time"),
    path("order/time/more/", times.extension, name="order_extension"),
    path("order/series/", series.series, name="order_series"),
    path("order/address/", address.address, name="order_address"),
    path("order/contact/", contact.contact, name="order_contact"),
    path("order/check/", check.check, name="order_check"),
    path("order/again/<uuid:order_id>/", again.again, name="order_again"),
    path("order/<uuid:order_id>/", confirmation.confirmation, name="order_confirmation"),
    path("order/<uuid:order_id>/calendar.ics", confirmation.calendar, name="order_calendar"),
    path("contact/", requests.contact, name="contact"),
    path("contact/sent/", requests.sent, name="contact_sent"),
    path("cookies/", front.cookies, name="cookies"),
    path("language/", language.own_language, name="own_language"),
    path("language/<str:code>/", language.language, name="language"),
    path("channel/<str:token>/", channel.channel, name="channel"),
    path("", include("lupaus.sites.public.notice")),
    path("", include("lupaus.sites.public.proof")),
    path("", include("lupaus.sites.public.linting")),
    path("", include("lupaus.sites.public.well_known")),
    path("robots.txt", operations.robots, name="robots"),
    path(".well-known/change-password", operations.change_password, name="change_password"),
]
