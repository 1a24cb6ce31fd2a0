"""Addresses of the morning page, search and record."""

from django.urls import path

from secretariat.overview import views

app_name = "overview"
OFFICE = "<slug:slug>/office/"
urlpatterns = [
    path("office/", views.offices, name="offices"),
    path(OFFICE, views.morning, name="morning"),
    path(f"{OFFICE}look/", views.look, name="look"),
    path(f"{OFFICE}search/", views.search, name="search"),
    path(f"{OFFICE}record/", views.record, name="record"),
    path(f"{OFFICE}history/<str:kind>/<int:pk>/", views.history, name="history"),
]
