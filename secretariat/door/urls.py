"""Addresses of the door desk: its pages in the office, and the gate, where nobody is signed in."""

from django.urls import path

from secretariat.door import views

app_name = "door"
OFFICE = "<slug:slug>/office/"
GATE = "<slug:slug>/door/"
urlpatterns = [
    path(f"{GATE}take-up/", views.take_up, name="take_up"),
    path(f"{GATE}snapshot/", views.snapshot, name="snapshot"),
    path(f"{GATE}photos/", views.photos, name="photos"),
    path(f"{GATE}scans/", views.receive, name="receive"),
]
