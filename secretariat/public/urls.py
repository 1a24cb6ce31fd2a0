"""Addresses of the public site.

They are asked for most and come first of all, so a conference's name is never a word that the house keeps for itself.
"""

from django.urls import path, register_converter
from django.urls.converters import SlugConverter

from secretariat.engines.conferencefile.limits import RESERVED_SLUGS
from secretariat.public import views


class PublishedSlug(SlugConverter):
    """The name of a conference in an address."""

    regex = rf"(?!(?:{'|'.join(sorted(RESERVED_SLUGS))})/){SlugConverter.regex}"


register_converter(PublishedSlug, "published")

app_name = "public"
urlpatterns = [
    path("", views.front, name="front"),
    path("<published:slug>/", views.conference, name="conference"),
    path("<published:slug>/search/", views.search, name="search"),
    path("<published:slug>/news/", views.news, name="news"),
    path("<published:slug>/news/<str:key>/", views.article, name="article"),
    path("<published:slug>/news/<str:key>/reply/", views.reply, name="reply"),
    path("<published:slug>/news/<str:key>/replies/<int:pk>/report/", views.report_reply, name="report_reply"),
    path("<published:slug>/pictures/<int:pk>/<str:size>.jpg", views.picture, name="picture"),
    path("<published:slug>/press/", views.press, name="press"),
    path("<published:slug>/press.zip", views.press_zip, name="press_zip"),
    path("<published:slug>/press/<int:pk>/", views.press_file, name="press_file"),
    path("<published:slug>/media-accreditation/", views.media_accreditation, name="media_accreditation"),
    path("<published:slug>/feeds/<str:section>.atom", views.feed_atom, name="feed_atom"),
    path("<published:slug>/feeds/<str:section>.json", views.feed_json, name="feed_json"),
    path("<published:slug>/programme/", views.programme, name="programme"),
    path("<published:slug>/programme.ics", views.programme_calendar, name="programme_calendar"),
    path("<published:slug>/schedule.json", views.schedule_json, name="schedule_json"),
    path("<published:slug>/schedule.xml", views.schedule_xml, name="schedule_xml"),
    path("<published:slug>/participants/", views.participants, name="participants"),
    path("<published:slug>/timeline/", views.timeline, name="timeline"),
    path("<published:slug>/meetings/", views.meetings, name="meetings"),
    path("<published:slug>/meetings/<str:key>/", views.meeting, name="meeting"),
    path("<published:slug>/positions/", views.positions, name="positions"),
    path("<published:slug>/pledges/", views.pledges, name="pledges"),
    path("<published:slug>/pledges.xml", views.pledges_iati, name="pledges_iati"),
    path("<published:slug>/pledges/<int:number>/", views.pledge, name="pledge"),
    path("<published:slug>/documents/", views.documents, name="documents"),
    path("<published:slug>/documents.zip", views.documents_archive, name="documents_archive"),
    path("<published:slug>/documents/<str:key>/", views.document, name="document"),
    path("<published:slug>/documents/<str:key>/file/<str:language>/", views.document_file, name="document_file"),
    path("<published:slug>/documents/<str:key>/text.pdf", views.text_pdf, name="text_pdf"),
    path("<published:slug>/documents/<str:key>/text.docx", views.text_docx, name="text_docx"),
    path("<published:slug>/documents/<str:key>/text.xml", views.text_xml, name="text_xml"),
    path("<published:slug>/daily-list/", views.daily_list, name="daily_list"),
    path("<published:slug>/daily-list/<str:day>/", views.documents_of_day, name="documents_of_day"),
    path("<published:slug>/figures/", views.figures, name="figures"),
    path("<published:slug>/figures/<int:number>/", views.release, name="release"),
    path("<published:slug>/figures/<int:number>/table.csv", views.release_csv, name="release_csv"),
    path("<published:slug>/figures/<int:number>/table.xlsx", views.release_xlsx, name="release_xlsx"),
    path("<published:slug>/figures/<int:number>/table.json", views.release_json, name="release_json"),
    path("<published:slug>/figures/<int:number>/chart.png", views.release_png, name="release_png"),
    path("<published:slug>/areas/", views.areas, name="areas"),
    path("<published:slug>/areas/<str:code>/", views.area, name="area"),
    path("<published:slug>/sources/", views.sources, name="sources"),
    path("<published:slug>/sources/<str:key>/", views.source, name="source"),
]
