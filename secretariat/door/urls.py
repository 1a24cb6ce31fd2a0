"""Addresses of the door desk."""

from django.urls import URLPattern

app_name = "door"
OFFICE = "<slug:slug>/office/"
urlpatterns: list[URLPattern] = []
