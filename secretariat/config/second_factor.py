"""Addresses of the second factor: those of ``allauth.mfa``, each of whose views is read when it is asked for.

What speaks with passkeys weighs a tenth of a process, and most processes never meet one.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.module_loading import import_string


def _late(place: str) -> Callable[..., HttpResponse]:
    def view(request: HttpRequest, /, *args: Any, **kwargs: Any) -> HttpResponse:
        answer: HttpResponse = import_string(f"allauth.mfa.{place}")(request, *args, **kwargs)
        return answer

    return view


urlpatterns = [
    path("", _late("base.views.index"), name="mfa_index"),
    path("authenticate/", _late("base.views.authenticate"), name="mfa_authenticate"),
    path("reauthenticate/", _late("base.views.reauthenticate"), name="mfa_reauthenticate"),
    path("totp/activate/", _late("totp.views.activate_totp"), name="mfa_activate_totp"),
    path("totp/deactivate/", _late("totp.views.deactivate_totp"), name="mfa_deactivate_totp"),
    path("recovery-codes/", _late("recovery_codes.views.view_recovery_codes"), name="mfa_view_recovery_codes"),
    path(
        "recovery-codes/generate/",
        _late("recovery_codes.views.generate_recovery_codes"),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "recovery-codes/download/",
        _late("recovery_codes.views.download_recovery_codes"),
        name="mfa_download_recovery_codes",
    ),
    path("webauthn/", _late("webauthn.views.list_webauthn"), name="mfa_list_webauthn"),
    path("webauthn/add/", _late("webauthn.views.add_webauthn"), name="mfa_add_webauthn"),
    path(
        "webauthn/reauthenticate/", _late("webauthn.views.reauthenticate_webauthn"), name="mfa_reauthenticate_webauthn"
    ),
    path("webauthn/keys/<int:pk>/remove/", _late("webauthn.views.remove_webauthn"), name="mfa_remove_webauthn"),
    path("webauthn/keys/<int:pk>/edit/", _late("webauthn.views.edit_webauthn"), name="mfa_edit_webauthn"),
    path("webauthn/login/", _late("webauthn.views.login_webauthn"), name="mfa_login_webauthn"),
]
