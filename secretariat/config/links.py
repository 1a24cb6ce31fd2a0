"""A link by mail that sets a password: asked for on a page, and sent by the worker.

A page that looked for the account and wrote to it would be answered later where there is one, and not at all while the
mail server is away. This one does the same for every address: it hands it over.
"""

from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import get_adapter
from allauth.account.forms import ResetPasswordForm, UserTokenForm
from allauth.core.context import request_context
from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest
from django.utils.translation import get_language, override
from django_tasks import TaskContext, task
from django_tasks_db.models import DBTaskResult


class LinkForm(ResetPasswordForm):  # type: ignore[misc]
    """Takes an address, and looks nothing up."""

    def clean_email(self) -> str:
        """Return the address as it was typed; whether somebody has it is found out elsewhere."""
        mail: str = get_adapter().clean_email(self.cleaned_data["email"])
        return mail

    def save(self, request: HttpRequest, **rest: Any) -> str:  # noqa: ARG002 - as the library calls it
        """Hand the address over to the worker."""
        mail: str = self.cleaned_data["email"]
        send_link.enqueue(mail, get_language() or settings.LANGUAGE_CODE)
        return mail


class OpenLinkForm(UserTokenForm):  # type: ignore[misc]
    """Judges a link that came by mail; while an account is closed, none sets its password."""

    def clean(self) -> dict[str, Any]:
        """Find whose link it is."""
        cleaned: dict[str, Any] = super().clean()
        if not self.reset_user.is_active:
            raise get_adapter().validation_error("invalid_password_reset")
        return cleaned


class NotSent(Exception):  # noqa: N818 - the house's word
    """The link could not be sent; what a mail server says of it would hold the address that was typed."""


# Anybody may ask for any number of these, so letters of the house go first.
@task(takes_context=True, priority=-10)
def send_link(context: TaskContext, mail: str, language: str) -> None:
    """Write to an address: a link if an account has it, and that none has it if not."""
    try:
        request = _request()
        with override(language), request_context(request):
            form = ResetPasswordForm({"email": mail})
            if form.is_valid():
                form.save(request)
    except Exception as error:  # noqa: BLE001 - whatever it was
        raise NotSent(type(error).__name__) from None
    finally:
        # What somebody typed need not lie among what is done.
        DBTaskResult.objects.filter(pk=context.task_result.id).update(args_kwargs={"args": [], "kwargs": {}})


def _request() -> HttpRequest:
    """As if the house were asked by the name that it goes by: no link leads to what a visitor called it."""
    place = urlsplit(settings.BASE_URL)
    return WSGIRequest(
        {
            "REQUEST_METHOD": "GET",
            "SERVER_NAME": place.hostname or "localhost",
            "SERVER_PORT": str(place.port or (443 if place.scheme == "https" else 80)),
            "HTTP_HOST": place.netloc,
            "wsgi.url_scheme": place.scheme,
            "wsgi.input": BytesIO(),
        }
    )
