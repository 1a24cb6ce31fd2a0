"""Addresses of the door desk: its pages in the office, and the gate, where nobody is signed in."""

from django.urls import path

from secretariat.door import views

app_name = "door"
OFFICE = "<slug:slug>/office/"
GATE = "<slug:slug>/door/"
urlpatterns = [
    path(GATE, views.app, name="app"),
    path(f"{GATE}worker.js", views.worker, name="worker"),
    path(f"{GATE}manifest.webmanifest", views.manifest, name="manifest"),
    path(f"{GATE}take-up/", views.take_up, name="take_up"),
    path(f"{GATE}snapshot/", views.snapshot, name="snapshot"),
    path(f"{GATE}photos/", views.photos, name="photos"),
    path(f"{GATE}scans/", views.receive, name="receive"),
    path(f"{OFFICE}print/", views.printing, name="printing"),
    path(f"{OFFICE}print/add/", views.print_badges, name="print_badges"),
    path(f"{OFFICE}print/<int:pk>/", views.print_job, name="print_job"),
    path(f"{OFFICE}print/<int:pk>/file/", views.print_file, name="print_file"),
    path(f"{OFFICE}print/<int:pk>/stop/", views.stop_printing, name="stop_printing"),
    path(f"{OFFICE}print/<int:pk>/again/", views.resume_printing, name="resume_printing"),
    path(f"{OFFICE}print/templates/add/", views.add_template, name="add_template"),
    path(f"{OFFICE}print/templates/<int:pk>/", views.revise_template, name="revise_template"),
    path(f"{OFFICE}print/templates/<int:pk>/use/", views.use_template, name="use_template"),
    path(f"{OFFICE}print/templates/<int:pk>/retire/", views.retire_template, name="retire_template"),
    path(f"{OFFICE}badges/<int:pk>/pdf/", views.badge_pdf, name="badge_pdf"),
]
