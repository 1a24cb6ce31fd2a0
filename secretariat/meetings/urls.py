"""Addresses of the meetings desk."""

from django.urls import path

from secretariat.meetings import views

app_name = "meetings"
OFFICE = "<slug:slug>/office/"
urlpatterns = [
    path(f"{OFFICE}meetings/", views.meetings, name="meetings"),
]
