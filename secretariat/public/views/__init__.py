"""Pages of the public site."""

from secretariat.public.views.areas import area, areas
from secretariat.public.views.documents import (
    daily_list,
    document,
    document_file,
    documents,
    documents_archive,
    documents_of_day,
)
from secretariat.public.views.feeds import feed_atom, feed_json
from secretariat.public.views.media import media_accreditation
from secretariat.public.views.news import article, news
from secretariat.public.views.pages import (
    conference,
    front,
    meeting,
    meetings,
    participants,
    positions,
    source,
    sources,
    timeline,
)
from secretariat.public.views.pledges import pledge, pledges, pledges_iati
from secretariat.public.views.press import picture, press, press_file, press_zip
from secretariat.public.views.programme import programme, programme_calendar, schedule_json, schedule_xml
from secretariat.public.views.releases import figures, release, release_csv, release_json, release_png, release_xlsx
from secretariat.public.views.replies import reply, report_reply
from secretariat.public.views.search import search
from secretariat.public.views.sitemap import robots, sitemap, sitemap_of
from secretariat.public.views.texts import text_docx, text_pdf, text_xml

__all__ = [
    "area",
    "areas",
    "article",
    "conference",
    "daily_list",
    "document",
    "document_file",
    "documents",
    "documents_archive",
    "documents_of_day",
    "feed_atom",
    "feed_json",
    "figures",
    "front",
    "media_accreditation",
    "meeting",
    "meetings",
    "news",
    "participants",
    "picture",
    "pledge",
    "pledges",
    "pledges_iati",
    "positions",
    "press",
    "press_file",
    "press_zip",
    "programme",
    "programme_calendar",
    "release",
    "release_csv",
    "release_json",
    "release_png",
    "release_xlsx",
    "reply",
    "report_reply",
    "robots",
    "schedule_json",
    "schedule_xml",
    "search",
    "sitemap",
    "sitemap_of",
    "source",
    "sources",
    "text_docx",
    "text_pdf",
    "text_xml",
    "timeline",
]
