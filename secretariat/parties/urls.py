"""Addresses of the register of parties."""

from django.urls import path

from secretariat.parties import views

app_name = "parties"
OFFICE = "<slug:slug>/office/"
urlpatterns = [
    path("office/parties/refresh/", views.refresh, name="refresh"),
    path(f"{OFFICE}parties/", views.parties, name="parties"),
    path(f"{OFFICE}parties/register/", views.register, name="register"),
]
