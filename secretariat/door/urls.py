"""Addresses of the door desk: its pages in the office, and the gate, where nobody is signed in."""

from django.urls import path

from secretariat.door import views

app_name = "door"
OFFICE = "<slug:slug>/office/"
GATE = "<slug:slug>/door/"
urlpatterns = [
    path(f"{GATE}scans/", views.receive, name="receive"),
    path(GATE, views.app, name="app"),
    path(f"{GATE}worker.js", views.worker, name="worker"),
    path(f"{GATE}manifest.webmanifest", views.manifest, name="manifest"),
    path(f"{GATE}take-up/", views.take_up, name="take_up"),
    path(f"{GATE}snapshot/", views.snapshot, name="snapshot"),
    path(f"{GATE}photos/", views.photos, name="photos"),
    path(f"{OFFICE}door/", views.setup, name="setup"),
    path(f"{OFFICE}door/lay-out/", views.lay_out_door, name="lay_out_door"),
    path(f"{OFFICE}door/zones/add/", views.add_zone, name="add_zone"),
    path(f"{OFFICE}door/zones/<int:pk>/revise/", views.revise_zone, name="revise_zone"),
    path(f"{OFFICE}door/classes/add/", views.add_class, name="add_class"),
    path(f"{OFFICE}door/classes/<int:pk>/revise/", views.revise_class, name="revise_class"),
    path(f"{OFFICE}door/gates/add/", views.add_gate, name="add_gate"),
    path(f"{OFFICE}door/gates/<int:pk>/revise/", views.revise_gate, name="revise_gate"),
    path(f"{OFFICE}door/rules/", views.revise_rules, name="revise_rules"),
    path(f"{OFFICE}door/keys/rotate/", views.rotate_keys, name="rotate_keys"),
    path(f"{OFFICE}door/keys/<int:pk>/break/", views.break_key, name="break_key"),
    path(f"{OFFICE}badges/", views.badges, name="badges"),
    path(f"{OFFICE}badges/without/", views.unbadged, name="unbadged"),
    path(f"{OFFICE}badges/issue/", views.issue_badges, name="issue_badges"),
    path(f"{OFFICE}badges/issue/<int:pk>/", views.issue_badge, name="issue_badge"),
    path(f"{OFFICE}badges/replace/", views.reprint_badges, name="reprint_badges"),
    path(f"{OFFICE}badges/<int:pk>/", views.badge, name="badge"),
    path(f"{OFFICE}badges/<int:pk>/replace/", views.reprint_badge, name="reprint_badge"),
    path(f"{OFFICE}badges/<int:pk>/lost/", views.report_lost, name="report_lost"),
    path(f"{OFFICE}badges/<int:pk>/revoke/", views.revoke_badge, name="revoke_badge"),
    path(f"{OFFICE}devices/", views.devices, name="devices"),
    path(f"{OFFICE}devices/enrol/", views.enrol_device, name="enrol_device"),
    path(f"{OFFICE}devices/<int:pk>/move/", views.move_device, name="move_device"),
    path(f"{OFFICE}devices/<int:pk>/revoke/", views.revoke_device, name="revoke_device"),
    path(f"{OFFICE}presence/", views.presence, name="presence"),
    path(f"{OFFICE}presence/conflicts/", views.conflicts, name="conflicts"),
    path(f"{OFFICE}presence/turned-away/", views.turned_away, name="turned_away"),
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
