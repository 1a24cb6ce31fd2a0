"""Addresses of the conference desk."""

from django.urls import path

from secretariat.conference import views

app_name = "conference"
OFFICE = "<slug:slug>/office/"
urlpatterns = [
    path("office/convene/", views.convene, name="convene"),
    path("office/accounts/", views.accounts, name="accounts"),
    path("office/accounts/<int:pk>/close/", views.close_account, name="close_account"),
    path("office/accounts/<int:pk>/reopen/", views.reopen_account, name="reopen_account"),
    path("office/accounts/<int:pk>/end-sessions/", views.end_sessions, name="end_sessions"),
    path("office/accounts/<int:pk>/erase/", views.erase_account, name="erase_account"),
    path(f"{OFFICE}conference/", views.conference, name="conference"),
    path(f"{OFFICE}conference/revise/", views.revise_conference, name="revise_conference"),
    path(f"{OFFICE}conference/objectives/state/", views.state_objective, name="state_objective"),
    path(f"{OFFICE}conference/objectives/<int:pk>/revise/", views.revise_objective, name="revise_objective"),
    path(f"{OFFICE}conference/rooms/add/", views.add_room, name="add_room"),
    path(f"{OFFICE}conference/rooms/<int:pk>/revise/", views.revise_room, name="revise_room"),
    path(f"{OFFICE}conference/names/", views.show_party_as, name="show_party_as"),
    path(f"{OFFICE}conference/members/", views.members, name="members"),
    path(f"{OFFICE}conference/members/admit/", views.admit, name="admit"),
    path(f"{OFFICE}conference/members/<int:pk>/dismiss/", views.dismiss, name="dismiss"),
    path(f"{OFFICE}outbox/", views.outbox, name="outbox"),
    path(f"{OFFICE}outbox/<int:pk>/", views.message, name="message"),
    path(f"{OFFICE}outbox/<int:pk>/resend/", views.resend, name="resend"),
]
