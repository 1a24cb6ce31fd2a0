"""Addresses of the programme desk."""

from django.urls import URLPattern

app_name = "programme"
OFFICE = "<slug:slug>/office/"
urlpatterns: list[URLPattern] = []
