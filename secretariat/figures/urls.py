"""Addresses of the figures desk."""

from django.urls import URLPattern

app_name = "figures"
OFFICE = "<slug:slug>/office/"
urlpatterns: list[URLPattern] = []
