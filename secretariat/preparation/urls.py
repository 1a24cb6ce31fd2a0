"""Addresses of the preparation desk."""

from django.urls import path

from secretariat.preparation import views

app_name = "preparation"
OFFICE = "<slug:slug>/office/"
urlpatterns = [
    path(f"{OFFICE}plan/", views.plan, name="plan"),
]
