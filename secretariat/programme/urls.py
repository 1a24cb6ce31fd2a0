"""Addresses of the programme desk."""

from django.urls import path

from secretariat.programme import views

app_name = "programme"
OFFICE = "<slug:slug>/office/"
urlpatterns = [
    path(f"{OFFICE}programme/", views.grid, name="grid"),
    path(f"{OFFICE}programme/verdicts/", views.verdicts, name="verdicts"),
    path(f"{OFFICE}programme/clashes/", views.clashes, name="clashes"),
    path(f"{OFFICE}programme/clashes/rules/", views.revise_clash_rules, name="revise_clash_rules"),
    path(f"{OFFICE}programme/sessions/", views.sessions, name="sessions"),
    path(f"{OFFICE}programme/sessions/add/", views.add_session, name="add_session"),
    path(f"{OFFICE}programme/sessions/<int:pk>/", views.session, name="session"),
    path(f"{OFFICE}programme/sessions/<int:pk>/revise/", views.revise_session, name="revise_session"),
    path(f"{OFFICE}programme/sessions/<int:pk>/move/", views.move_session, name="move_session"),
    path(f"{OFFICE}programme/sessions/<int:pk>/cancel/", views.cancel_session, name="cancel_session"),
    path(f"{OFFICE}programme/sessions/<int:pk>/restore/", views.restore_session, name="restore_session"),
    path(f"{OFFICE}programme/bilaterals/<int:pk>/place/", views.place_bilateral, name="place_bilateral"),
    path(f"{OFFICE}programme/places/<int:pk>/move/", views.move_place, name="move_place"),
    path(f"{OFFICE}programme/places/<int:pk>/take-off/", views.take_off_place, name="take_off_place"),
    path(f"{OFFICE}programme/places/<int:pk>/pin/", views.pin_place, name="pin_place"),
    path(f"{OFFICE}programme/places/<int:pk>/unpin/", views.unpin_place, name="unpin_place"),
    path(f"{OFFICE}programme/agenda/", views.agenda, name="agenda"),
    path(f"{OFFICE}programme/agenda/add/", views.add_agenda_item, name="add_agenda_item"),
    path(f"{OFFICE}programme/agenda/<int:pk>/revise/", views.revise_agenda_item, name="revise_agenda_item"),
    path(f"{OFFICE}programme/agenda/<int:pk>/move/", views.move_agenda_item, name="move_agenda_item"),
    path(f"{OFFICE}programme/venue/", views.venue, name="venue"),
    path(f"{OFFICE}programme/venue/pair/", views.pair_rooms, name="pair_rooms"),
    path(f"{OFFICE}programme/venue/pairs/<int:pk>/remove/", views.unpair_rooms, name="unpair_rooms"),
    path(f"{OFFICE}programme/venue/rooms/<int:pk>/close/", views.close_room, name="close_room"),
    path(f"{OFFICE}programme/venue/closures/<int:pk>/open/", views.open_room, name="open_room"),
    path(f"{OFFICE}programme/venue/apart/", views.keep_apart, name="keep_apart"),
    path(f"{OFFICE}programme/venue/apart/<int:pk>/end/", views.end_keeping_apart, name="end_keeping_apart"),
]
