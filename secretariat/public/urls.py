"""Addresses of the public site."""

from django.urls import path

from secretariat.public import views

app_name = "public"
urlpatterns = [
    path("", views.front, name="front"),
    path("<slug:slug>/", views.conference, name="conference"),
    path("<slug:slug>/participants/", views.participants, name="participants"),
    path("<slug:slug>/sources/", views.sources, name="sources"),
    path("<slug:slug>/sources/<str:key>/", views.source, name="source"),
]
