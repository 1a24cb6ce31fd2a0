"""Codes of the second factor as they are typed: those that are wrong leave a line in the log."""

from typing import Any

from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from django.core.exceptions import ValidationError

from secretariat.config.signing_in import FAILED_FACTOR, LOCKED, TOO_MANY, tell


class _Telling:
    """A form whose code, if it is wrong, leaves a line."""

    user: Any

    def clean_code(self) -> str:
        """Judge the code."""
        try:
            return str(super().clean_code())  # type: ignore[misc]
        except ValidationError as error:
            tell(LOCKED if error.code == TOO_MANY else FAILED_FACTOR, context.request, self.user.pk)
            raise


class CodeForm(_Telling, AuthenticateForm):  # type: ignore[misc]
    """The second factor at the door."""


class CodeAgainForm(_Telling, ReauthenticateForm):  # type: ignore[misc]
    """The second factor once more."""
