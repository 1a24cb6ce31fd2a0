"""Addresses of the archive."""

from django.urls import path

from secretariat.archive import views

app_name = "archive"
OFFICE = "<slug:slug>/office/"
urlpatterns = [
    path(f"{OFFICE}sources/", views.sources, name="sources"),
    path(f"{OFFICE}sources/add/", views.add_source, name="add_source"),
    path(f"{OFFICE}sources/<int:pk>/", views.source, name="source"),
    path(f"{OFFICE}sources/<int:pk>/revise/", views.revise_source, name="revise_source"),
    path(f"{OFFICE}sources/<int:pk>/attach/", views.attach, name="attach"),
    path(f"{OFFICE}files/<int:pk>/", views.file, name="file"),
    path(f"{OFFICE}cite/<str:kind>/<int:pk>/", views.cite, name="cite"),
]
