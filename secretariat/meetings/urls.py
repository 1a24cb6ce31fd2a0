"""Addresses of the meetings desk."""

from django.urls import path

from secretariat.meetings import views

app_name = "meetings"
OFFICE = "<slug:slug>/office/"
urlpatterns = [
    path(f"{OFFICE}meetings/", views.meetings, name="meetings"),
    path(f"{OFFICE}meetings/record/", views.record_meeting, name="record_meeting"),
    path(f"{OFFICE}meetings/<int:pk>/", views.meeting, name="meeting"),
    path(f"{OFFICE}meetings/<int:pk>/revise/", views.revise_meeting, name="revise_meeting"),
    path(f"{OFFICE}meetings/<int:pk>/point/", views.make_point, name="make_point"),
    path(f"{OFFICE}meetings/<int:pk>/follow-up/", views.agree_follow_up, name="agree_follow_up"),
    path(f"{OFFICE}meetings/<int:pk>/minutes/", views.write_minutes, name="write_minutes"),
    path(f"{OFFICE}meetings/<int:pk>/compare/", views.compare_minutes, name="compare_minutes"),
    path(f"{OFFICE}points/<int:pk>/revise/", views.revise_point, name="revise_point"),
    path(f"{OFFICE}points/<int:pk>/move/", views.move_point, name="move_point"),
    path(f"{OFFICE}points/<int:pk>/withdraw/", views.withdraw_point, name="withdraw_point"),
    path(f"{OFFICE}minutes/<int:pk>/", views.minutes, name="minutes"),
    path(f"{OFFICE}minutes/<int:pk>/circulate/", views.circulate_minutes, name="circulate_minutes"),
    path(f"{OFFICE}minutes/<int:pk>/agree/", views.agree_minutes, name="agree_minutes"),
    path(f"{OFFICE}follow-ups/", views.follow_ups, name="follow_ups"),
    path(f"{OFFICE}follow-ups/<int:pk>/", views.follow_up, name="follow_up"),
    path(f"{OFFICE}follow-ups/<int:pk>/revise/", views.revise_follow_up, name="revise_follow_up"),
    path(f"{OFFICE}follow-ups/<int:pk>/report/", views.report_progress, name="report_progress"),
    path(f"{OFFICE}missions/", views.missions, name="missions"),
    path(f"{OFFICE}missions/record/", views.record_mission, name="record_mission"),
    path(f"{OFFICE}missions/<int:pk>/", views.mission, name="mission"),
    path(f"{OFFICE}missions/<int:pk>/revise/", views.revise_mission, name="revise_mission"),
    path(f"{OFFICE}missions/<int:pk>/stop/", views.add_stop, name="add_stop"),
    path(f"{OFFICE}missions/<int:pk>/report-back/", views.report_back, name="report_back"),
    path(f"{OFFICE}stops/<int:pk>/revise/", views.revise_stop, name="revise_stop"),
    path(f"{OFFICE}stops/<int:pk>/move/", views.move_stop, name="move_stop"),
    path(f"{OFFICE}bilaterals/", views.bilaterals, name="bilaterals"),
    path(f"{OFFICE}bilaterals/by-delegation/", views.bilaterals_by_delegation, name="bilaterals_by_delegation"),
    path(f"{OFFICE}bilaterals/request/", views.request_bilateral, name="request_bilateral"),
    path(f"{OFFICE}bilaterals/<int:pk>/", views.bilateral, name="bilateral"),
    path(f"{OFFICE}bilaterals/<int:pk>/revise/", views.revise_bilateral, name="revise_bilateral"),
    path(f"{OFFICE}bilaterals/<int:pk>/withdraw/", views.withdraw_bilateral, name="withdraw_bilateral"),
    path(f"{OFFICE}bilaterals/<int:pk>/accept/", views.accept_bilateral, name="accept_bilateral"),
    path(f"{OFFICE}bilaterals/<int:pk>/decline/", views.decline_bilateral, name="decline_bilateral"),
    path(f"{OFFICE}bilaterals/<int:pk>/propose/", views.propose_bilateral, name="propose_bilateral"),
    path(f"{OFFICE}bilaterals/<int:pk>/accept-proposal/", views.accept_proposal, name="accept_proposal"),
    path(f"{OFFICE}delegations/<int:pk>/stay/", views.stay, name="stay"),
    path(f"{OFFICE}delegations/<int:pk>/stay/set/", views.set_stay, name="set_stay"),
    path(f"{OFFICE}delegations/<int:pk>/stay/block/", views.block_time, name="block_time"),
    path(f"{OFFICE}blocked-times/<int:pk>/unblock/", views.unblock_time, name="unblock_time"),
]
