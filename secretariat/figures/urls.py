"""Addresses of the figures desk."""

from django.urls import path

from secretariat.figures import views

app_name = "figures"
OFFICE = "<slug:slug>/office/"
urlpatterns = [
    path(f"{OFFICE}figures/", views.figures, name="figures"),
    path(f"{OFFICE}figures/numbers/", views.table, name="table"),
    path(f"{OFFICE}figures/countries/<int:pk>/", views.country, name="country"),
    path(f"{OFFICE}figures/charts/<int:pk>/<slug:side>/<slug:key>.<slug:kind>", views.chart, name="chart"),
    path(f"{OFFICE}figures/record/", views.record_observation, name="record_observation"),
    path(f"{OFFICE}figures/<int:pk>/revise/", views.revise_observation, name="revise_observation"),
    path(f"{OFFICE}camps/", views.camps, name="camps"),
    path(f"{OFFICE}camps/<int:pk>/", views.camp, name="camp"),
    path(f"{OFFICE}areas/", views.areas, name="areas"),
    path(f"{OFFICE}areas/<int:pk>/assess/", views.assess_condition, name="assess_condition"),
    path(f"{OFFICE}conditions/<int:pk>/revise/", views.revise_condition, name="revise_condition"),
    path(f"{OFFICE}thresholds/", views.thresholds, name="thresholds"),
    path(f"{OFFICE}thresholds/word/", views.word_threshold, name="word_threshold"),
    path(f"{OFFICE}thresholds/<int:pk>/replace/", views.replace_threshold, name="replace_threshold"),
    path(f"{OFFICE}movements/", views.movements, name="movements"),
    path(f"{OFFICE}movements/record/", views.record_movement, name="record_movement"),
    path(f"{OFFICE}movements/<int:pk>/revise/", views.revise_movement, name="revise_movement"),
    path(f"{OFFICE}intentions/", views.intentions, name="intentions"),
    path(f"{OFFICE}intentions/record/", views.record_intention, name="record_intention"),
    path(f"{OFFICE}intentions/<int:pk>/revise/", views.revise_intention, name="revise_intention"),
    path(f"{OFFICE}releases/", views.releases, name="releases"),
    path(f"{OFFICE}releases/prepare/", views.prepare_release, name="prepare_release"),
    path(f"{OFFICE}releases/rules/", views.revise_disclosure_rules, name="revise_disclosure_rules"),
    path(f"{OFFICE}releases/<int:pk>/", views.release, name="release"),
    path(f"{OFFICE}releases/<int:pk>/lay-out/", views.lay_out_release, name="lay_out_release"),
    path(f"{OFFICE}releases/<int:pk>/review/", views.review, name="review"),
    path(f"{OFFICE}releases/<int:pk>/review/again/", views.review_release, name="review_release"),
    path(f"{OFFICE}releases/<int:pk>/submit/", views.submit_release, name="submit_release"),
    path(f"{OFFICE}releases/<int:pk>/return/", views.return_release, name="return_release"),
    path(f"{OFFICE}releases/<int:pk>/approve/", views.approve_release, name="approve_release"),
    path(f"{OFFICE}releases/<int:pk>/withdraw/", views.withdraw_release, name="withdraw_release"),
    path(f"{OFFICE}releases/<int:pk>/replace/", views.replace_release, name="replace_release"),
]
