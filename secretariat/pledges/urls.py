"""Addresses of the pledges desk."""

from django.urls import path

from secretariat.pledges import views

app_name = "pledges"
OFFICE = "<slug:slug>/office/"
PLEDGES = f"{OFFICE}pledges/"
urlpatterns = [
    path(PLEDGES, views.pledges, name="pledges"),
    path(f"{PLEDGES}record/", views.record_pledge, name="record_pledge"),
    path(f"{PLEDGES}due/", views.due, name="due"),
    path(f"{PLEDGES}due/remind/", views.send_reminders, name="send_reminders"),
    path(f"{PLEDGES}<int:pk>/", views.pledge, name="pledge"),
    path(f"{PLEDGES}<int:pk>/revise/", views.revise_pledge, name="revise_pledge"),
    path(f"{PLEDGES}<int:pk>/report/", views.update_stage, name="update_stage"),
    path(f"{PLEDGES}<int:pk>/target/", views.set_target, name="set_target"),
    path(f"{PLEDGES}<int:pk>/money/", views.record_flow, name="record_flow"),
    path(f"{PLEDGES}<int:pk>/evidence/", views.add_evidence, name="add_evidence"),
    path(f"{PLEDGES}reports/<int:pk>/verify/", views.verify_update, name="verify_update"),
    path(f"{PLEDGES}targets/<int:pk>/revise/", views.revise_target, name="revise_target"),
    path(f"{PLEDGES}targets/<int:pk>/progress/", views.report_progress, name="report_progress"),
    path(f"{PLEDGES}progress/<int:pk>/verify/", views.verify_progress, name="verify_progress"),
    path(f"{PLEDGES}money/<int:pk>/revise/", views.revise_flow, name="revise_flow"),
    path(f"{PLEDGES}numbers/", views.dashboard, name="dashboard"),
    path(f"{PLEDGES}iati.xml", views.iati, name="iati"),
    path(f"{PLEDGES}matching/", views.matching, name="matching"),
    path(f"{PLEDGES}matching/<int:pk>/", views.need, name="need"),
    path(f"{PLEDGES}matching/<int:pk>/propose/", views.propose_match, name="propose_match"),
    path(f"{PLEDGES}matches/<int:pk>/discuss/", views.discuss_match, name="discuss_match"),
    path(f"{PLEDGES}matches/<int:pk>/agree/", views.agree_match, name="agree_match"),
    path(f"{PLEDGES}matches/<int:pk>/end/", views.end_match, name="end_match"),
    path(f"{PLEDGES}matches/<int:pk>/refuse/", views.refuse_match, name="refuse_match"),
    path(f"{PLEDGES}rates/", views.rates, name="rates"),
    path(f"{PLEDGES}rates/enter/", views.enter_rate, name="enter_rate"),
    path(f"{PLEDGES}rates/import/", views.import_rates, name="import_rates"),
    path(f"{PLEDGES}flows/", views.flows, name="flows"),
    path(f"{PLEDGES}flows/import/", views.import_flows, name="import_flows"),
    path(f"{PLEDGES}flows/<int:pk>/assign/", views.assign_flow, name="assign_flow"),
]
