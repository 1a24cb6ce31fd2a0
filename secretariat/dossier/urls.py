"""Addresses of the dossier desk."""

from django.urls import path

from secretariat.dossier import views

app_name = "dossier"
OFFICE = "<slug:slug>/office/"
urlpatterns = [
    path(f"{OFFICE}positions/", views.positions, name="positions"),
    path(f"{OFFICE}positions/record/", views.record_position, name="record_position"),
    path(f"{OFFICE}positions/<int:pk>/revise/", views.revise_position, name="revise_position"),
    path(f"{OFFICE}positions/open-topic/", views.open_topic, name="open_topic"),
    path(f"{OFFICE}positions/topics/<int:pk>/", views.topic, name="topic"),
    path(f"{OFFICE}positions/topics/<int:pk>/rename/", views.rename_topic, name="rename_topic"),
    path(f"{OFFICE}positions/parties/<int:pk>/", views.party, name="party"),
    path(f"{OFFICE}initiatives/", views.initiatives, name="initiatives"),
    path(f"{OFFICE}initiatives/record/", views.record_initiative, name="record_initiative"),
    path(f"{OFFICE}initiatives/<int:pk>/revise/", views.revise_initiative, name="revise_initiative"),
    path(f"{OFFICE}obstacles/", views.obstacles, name="obstacles"),
    path(f"{OFFICE}obstacles/record/", views.record_obstacle, name="record_obstacle"),
    path(f"{OFFICE}obstacles/<int:pk>/revise/", views.revise_obstacle, name="revise_obstacle"),
    path(f"{OFFICE}areas/<int:pk>/", views.area, name="area"),
    path(f"{OFFICE}pledges/<int:pk>/ties/", views.ties_of_pledge, name="ties_of_pledge"),
    path(f"{OFFICE}pledges/<int:pk>/tie/", views.tie_pledge, name="tie_pledge"),
    path(f"{OFFICE}ties/<int:pk>/untie/", views.untie_pledge, name="untie_pledge"),
    path(f"{OFFICE}meetings/<int:pk>/pledges/", views.pledges_of_meeting, name="pledges_of_meeting"),
    path(f"{OFFICE}points/<int:pk>/pledge/", views.draw_pledge, name="draw_pledge"),
    path(f"{OFFICE}as-reported/", views.as_reported, name="as_reported"),
    path(f"{OFFICE}as-reported/figure/", views.record_figure, name="record_figure"),
    path(f"{OFFICE}as-reported/notice/", views.record_notice, name="record_notice"),
    path(f"{OFFICE}timeline/", views.timeline, name="timeline"),
    path(f"{OFFICE}briefs/<int:pk>/", views.brief, name="brief"),
    path(f"{OFFICE}briefs/parties/<int:pk>/", views.brief_party, name="brief_party"),
    path(f"{OFFICE}reports/", views.reports, name="reports"),
    path(f"{OFFICE}reports/read/", views.read_report, name="read_report"),
    path(f"{OFFICE}reports/keep/", views.keep_unread, name="keep_unread"),
    path(f"{OFFICE}reports/<int:pk>/", views.report, name="report"),
    path(f"{OFFICE}reports/<int:pk>/accept/", views.accept_drafts, name="accept_drafts"),
    path(f"{OFFICE}reports/<int:pk>/join/", views.join_drafts, name="join_drafts"),
    path(f"{OFFICE}reports/<int:pk>/again/", views.read_again, name="read_again"),
    path(f"{OFFICE}reports/<int:pk>/refuse/", views.refuse_drafts, name="refuse_drafts"),
    path(f"{OFFICE}drafts/<int:pk>/accept/", views.accept_draft, name="accept_draft"),
    path(f"{OFFICE}drafts/<int:pk>/join/", views.join_draft, name="join_draft"),
    path(f"{OFFICE}drafts/<int:pk>/mend/", views.mend_draft, name="mend_draft"),
    path(f"{OFFICE}drafts/<int:pk>/refuse/", views.refuse_draft, name="refuse_draft"),
    path(f"{OFFICE}drafts/<int:pk>/take-up/", views.take_up_draft, name="take_up_draft"),
]
