"""Addresses of the pledges desk."""

from django.urls import URLPattern

app_name = "pledges"
OFFICE = "<slug:slug>/office/"
urlpatterns: list[URLPattern] = []
