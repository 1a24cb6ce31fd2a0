"""Addresses of the bare project, under a language as the house's are."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import path

from benchmarks.bare import appending, views

urlpatterns = i18n_patterns(
    path("bare/", views.constant),
    path("board/<int:rows>/<int:cells>/", views.board),
    path("delegates/<int:rows>/<int:cells>/", views.delegates),
    path("rows/<int:conference>/<int:rows>/", views.rows),
    path("append/<int:conference>/<int:device>/<int:gate>/<int:badge>/", appending.append),
    path("append-many/<int:conference>/<int:device>/<int:gate>/<int:badge>/", appending.append_many),
)
