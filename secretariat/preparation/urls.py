"""Addresses of the preparation desk."""

from django.urls import path

from secretariat.preparation import views

app_name = "preparation"
OFFICE = "<slug:slug>/office/"
urlpatterns = [
    path(f"{OFFICE}plan/", views.plan, name="plan"),
    path(f"{OFFICE}plan/add/", views.plan_task, name="plan_task"),
    path(f"{OFFICE}plan/template/", views.lay_template, name="lay_template"),
    path(f"{OFFICE}plan/copy/", views.lay_plan_of, name="lay_plan_of"),
    path(f"{OFFICE}plan/finish/", views.finish_tasks, name="finish_tasks"),
    path(f"{OFFICE}plan/shift/", views.shift_tasks, name="shift_tasks"),
    path(f"{OFFICE}plan/<int:pk>/", views.task, name="task"),
    path(f"{OFFICE}plan/<int:pk>/revise/", views.revise_task, name="revise_task"),
    path(f"{OFFICE}plan/<int:pk>/move/", views.move_task, name="move_task"),
    path(f"{OFFICE}challenges/", views.challenges, name="challenges"),
    path(f"{OFFICE}challenges/raise/", views.raise_challenge, name="raise_challenge"),
    path(f"{OFFICE}challenges/<int:pk>/", views.challenge, name="challenge"),
    path(f"{OFFICE}challenges/<int:pk>/revise/", views.revise_challenge, name="revise_challenge"),
    path(f"{OFFICE}challenges/<int:pk>/assess/", views.assess_challenge, name="assess_challenge"),
]
