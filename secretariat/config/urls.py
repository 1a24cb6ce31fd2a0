"""All addresses: language first, then the conference, then the office or a page of the public site.

Each desk's own ``urls.py`` holds its addresses whole; ``/<conference>/office/`` is closed by ``middleware.office``.
"""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path

from secretariat.api import views as api_views
from secretariat.public import views as public_views

handler400 = "secretariat.config.answers.bad_request"
urlpatterns = [
    path("", public_views.front, name="front"),
    path("robots.txt", public_views.robots, name="robots"),
    path("sitemap.xml", public_views.sitemap, name="sitemap"),
    path("sitemaps/<slug:slug>/<int:number>.xml", public_views.sitemap_of, name="sitemap_of"),
    # Whatever stands behind it, lines that break among them, is answered in the form that programs read.
    re_path(r"^api/v1/(?P<rest>[\s\S]*)\Z", api_views.v1, name="api_v1"),
    *i18n_patterns(
        path("", include("secretariat.public.urls")),
        # Before the other desks: at a gate somebody waits for the answer.
        path("", include("secretariat.door.urls")),
        path("accounts/", include("secretariat.accounts.urls")),
        path("accounts/", include("allauth.account.urls")),
        path("accounts/2fa/", include("secretariat.config.second_factor")),
        path("", include("secretariat.overview.urls")),
        path("", include("secretariat.conference.urls")),
        path("", include("secretariat.parties.urls")),
        path("", include("secretariat.delegations.urls")),
        path("", include("secretariat.archive.urls")),
        path("", include("secretariat.preparation.urls")),
        path("", include("secretariat.meetings.urls")),
        path("", include("secretariat.pledges.urls")),
        path("", include("secretariat.figures.urls")),
        path("", include("secretariat.dossier.urls")),
        path("", include("secretariat.programme.urls")),
        path("", include("secretariat.documents.urls")),
        path("", include("secretariat.newsroom.urls")),
        path("", include("secretariat.api.urls")),
    ),
]
