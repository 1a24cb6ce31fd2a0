"""Addresses of the newsroom desk."""

from django.urls import URLPattern

app_name = "newsroom"
OFFICE = "<slug:slug>/office/"
urlpatterns: list[URLPattern] = []
