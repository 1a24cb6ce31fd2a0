"""Addresses of the exchange of files."""

from django.urls import path

from secretariat.api import views

app_name = "api"
urlpatterns = [
    path("office/load/", views.load, name="load"),
    path("<slug:slug>/office/export/", views.export, name="export"),
    path("<slug:slug>/office/exports/", views.exports, name="exports"),
    path("api/", views.reference, name="reference"),
    path("<slug:slug>/office/tokens/", views.tokens, name="tokens"),
    path("<slug:slug>/office/tokens/open/", views.open_token, name="open_token"),
    path("<slug:slug>/office/tokens/<int:pk>/revoke/", views.revoke_token, name="revoke_token"),
    path("<slug:slug>/office/import/", views.imports, name="imports"),
    path("<slug:slug>/office/import/new/", views.prepare_import, name="prepare_import"),
    path("<slug:slug>/office/import/forget/", views.forget_imports, name="forget_imports"),
    path("<slug:slug>/office/import/<int:pk>/", views.import_page, name="import"),
    path("<slug:slug>/office/import/<int:pk>/columns/", views.match_columns, name="match_columns"),
    path("<slug:slug>/office/import/<int:pk>/rows/<int:row>/", views.correct_cell, name="correct_cell"),
    path("<slug:slug>/office/import/<int:pk>/skip/", views.skip_row, name="skip_row"),
    path("<slug:slug>/office/import/<int:pk>/party/", views.match_party, name="match_party"),
    path("<slug:slug>/office/import/<int:pk>/confirm/", views.confirm_import, name="confirm_import"),
    path("<slug:slug>/office/import/<int:pk>/undo/", views.undo_import, name="undo_import"),
    path("<slug:slug>/office/import/<int:pk>/discard/", views.discard_import, name="discard_import"),
    path("<slug:slug>/office/webhooks/", views.webhooks, name="webhooks"),
    path("<slug:slug>/office/webhooks/add/", views.add_webhook, name="add_webhook"),
    path("<slug:slug>/office/webhooks/<int:pk>/", views.webhook, name="webhook"),
    path("<slug:slug>/office/webhooks/<int:pk>/revise/", views.revise_webhook, name="revise_webhook"),
    path("<slug:slug>/office/webhooks/<int:pk>/stop/", views.stop_webhook, name="stop_webhook"),
    path("<slug:slug>/office/webhooks/<int:pk>/resume/", views.resume_webhook, name="resume_webhook"),
    path("<slug:slug>/office/webhooks/<int:pk>/secret/", views.renew_webhook_secret, name="renew_webhook_secret"),
    path("<slug:slug>/office/webhooks/<int:pk>/try/", views.try_webhook, name="try_webhook"),
    path("<slug:slug>/office/webhooks/<int:pk>/replay/", views.replay_given_up, name="replay_given_up"),
    path("<slug:slug>/office/webhooks/messages/<int:pk>/", views.delivery, name="delivery"),
    path("<slug:slug>/office/webhooks/messages/<int:pk>/replay/", views.replay_delivery, name="replay_delivery"),
]
