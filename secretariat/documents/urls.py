"""Addresses of the documents desk."""

from django.urls import URLPattern

app_name = "documents"
OFFICE = "<slug:slug>/office/"
urlpatterns: list[URLPattern] = []
