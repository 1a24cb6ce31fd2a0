"""Addresses of the exchange of files."""

from django.urls import path

from secretariat.api import views

app_name = "api"
urlpatterns = [
    path("office/load/", views.load, name="load"),
    path("<slug:slug>/office/export/", views.export, name="export"),
]
