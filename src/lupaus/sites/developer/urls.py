"""Addresses below /dev/. Outside development and tests each answers that there is no such page."""

from django.urls import path

from lupaus.sites.developer import views

app_name = "developer"

urlpatterns = [
    path("outbox/", views.outbox, name="outbox"),
    path("outbox/<uuid:message_id>/", views.message, name="message"),
    path("outbox/<uuid:message_id>/html/", views.html, name="message_html"),
    path("outbox/<uuid:message_id>/files/<uuid:file_id>/", views.file, name="message_file"),
]
