"""Addresses of the delegations desk."""

from django.urls import path

from secretariat.delegations import views

app_name = "delegations"
OFFICE = "<slug:slug>/office/"
urlpatterns = [
    path(f"{OFFICE}participation/", views.board, name="board"),
    path(f"{OFFICE}participation/invite/", views.invite, name="invite"),
    path(f"{OFFICE}participation/invite-many/", views.invite_many, name="invite_many"),
    path(f"{OFFICE}participation/send-invitations/", views.send_invitations, name="send_invitations"),
    path(f"{OFFICE}participation/remind/", views.remind, name="remind"),
    path(f"{OFFICE}participation/totals/", views.claim_total, name="claim_total"),
    path(f"{OFFICE}participation/<int:pk>/", views.invitation, name="invitation"),
    path(f"{OFFICE}participation/<int:pk>/revise/", views.revise_invitation, name="revise_invitation"),
    path(f"{OFFICE}participation/<int:pk>/answer/", views.record_answer, name="record_answer"),
    path(f"{OFFICE}answers/<int:pk>/correct/", views.correct_answer, name="correct_answer"),
    path(f"{OFFICE}delegations/", views.delegations, name="delegations"),
    path(f"{OFFICE}delegations/form/", views.form_delegation, name="form_delegation"),
    path(f"{OFFICE}delegations/<int:pk>/", views.delegation, name="delegation"),
    path(f"{OFFICE}delegations/<int:pk>/revise/", views.revise_delegation, name="revise_delegation"),
    path(f"{OFFICE}delegations/<int:pk>/name/", views.name_delegate, name="name_delegate"),
    path(f"{OFFICE}delegates/", views.delegates, name="delegates"),
    path(f"{OFFICE}delegates/<int:pk>/", views.delegate, name="delegate"),
    path(f"{OFFICE}delegates/<int:pk>/revise/", views.revise_delegate, name="revise_delegate"),
]
