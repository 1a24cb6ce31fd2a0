"""Addresses of one's own account, beside those of the library."""

from django.urls import path

from secretariat.accounts import views

urlpatterns = [
    path("sessions/", views.sessions, name="account_sessions"),
    path("sessions/end/", views.end_sessions, name="account_end_sessions"),
]
