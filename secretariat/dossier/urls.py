"""Addresses of the dossier desk."""

from django.urls import path

from secretariat.dossier import views

app_name = "dossier"
OFFICE = "<slug:slug>/office/"
urlpatterns = [
    path(f"{OFFICE}positions/", views.positions, name="positions"),
]
