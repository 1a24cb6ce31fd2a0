"""Addresses of the newsroom desk."""

from django.urls import path

from secretariat.newsroom import views

app_name = "newsroom"
OFFICE = "<slug:slug>/office/"
NEWS = f"{OFFICE}news/"
ONE = f"{NEWS}<int:pk>/"
PICTURES = f"{NEWS}pictures/"
PRESS = f"{NEWS}press-kit/"
articles = [
    path(NEWS, views.articles, name="articles"),
    path(f"{NEWS}write/", views.draft_article, name="draft_article"),
    path(ONE, views.article, name="article"),
    path(f"{ONE}revise/", views.revise_article, name="revise_article"),
    path(f"{ONE}submit/", views.submit_article, name="submit_article"),
    path(f"{ONE}publish/", views.publish_article, name="publish_article"),
    path(f"{ONE}correct/", views.correct_article, name="correct_article"),
    path(f"{ONE}withdraw/", views.withdraw_article, name="withdraw_article"),
    path(f"{ONE}pin/", views.pin_related, name="pin_related"),
    path(f"{NEWS}pins/<int:pk>/unpin/", views.unpin_related, name="unpin_related"),
    path(PICTURES, views.pictures, name="pictures"),
    path(f"{PICTURES}add/", views.add_picture, name="add_picture"),
    path(f"{PICTURES}<int:pk>/revise/", views.revise_picture, name="revise_picture"),
    path(f"{PICTURES}<int:pk>/<str:size>.jpg", views.picture_file, name="picture_file"),
    path(PRESS, views.press_kit, name="press_kit"),
    path(f"{PRESS}add/", views.add_press_item, name="add_press_item"),
    path(f"{PRESS}<int:pk>/revise/", views.revise_press_item, name="revise_press_item"),
    path(f"{PRESS}<int:pk>/remove/", views.remove_press_item, name="remove_press_item"),
]
REPLIES = f"{NEWS}replies/"
replies = [
    path(REPLIES, views.replies, name="replies"),
    path(f"{REPLIES}publish/", views.publish_replies, name="publish_replies"),
    path(f"{REPLIES}refuse/", views.refuse_replies, name="refuse_replies"),
    path(f"{REPLIES}rules/", views.revise_newsroom_rules, name="revise_newsroom_rules"),
    path(f"{REPLIES}forget-mails/", views.forget_reply_mails, name="forget_reply_mails"),
    path(f"{REPLIES}<int:pk>/publish/", views.publish_reply, name="publish_reply"),
    path(f"{REPLIES}<int:pk>/erase/", views.erase_reply, name="erase_reply"),
    path(f"{REPLIES}<int:pk>/refuse/", views.refuse_reply, name="refuse_reply"),
    path(f"{REPLIES}reports/<int:pk>/settle/", views.settle_report, name="settle_report"),
]
MEDIA = f"{NEWS}media/"
media = [
    path(MEDIA, views.media_requests, name="media_requests"),
    path(f"{MEDIA}<int:pk>/take-up/", views.take_up_media_request, name="take_up_media_request"),
    path(f"{MEDIA}<int:pk>/refuse/", views.refuse_media_request, name="refuse_media_request"),
    path(f"{MEDIA}<int:pk>/erase/", views.erase_media_contact, name="erase_media_contact"),
    path(f"{MEDIA}people/<int:pk>/erase/", views.erase_journalist, name="erase_journalist"),
]
urlpatterns = [*articles, *replies, *media]
