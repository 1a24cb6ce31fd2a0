"""Codes of the second factor as they are typed: those that are wrong leave a line in the log."""

from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from django.core.exceptions import ValidationError

from secretariat.config.signing_in import FAILED_FACTOR, LOCKED, TOO_MANY, tell


class CodeForm(AuthenticateForm):  # type: ignore[misc]
    """The second factor at the door; a code that is wrong leaves a line."""

    def clean_code(self) -> str:
        """Judge the code."""
        try:
            return str(super().clean_code())
        except ValidationError as error:
            _tell_of_factor(error, self.user.pk)
            raise


class CodeAgainForm(ReauthenticateForm):  # type: ignore[misc]
    """The second factor once more; a code that is wrong leaves a line."""

    def clean_code(self) -> str:
        """Judge the code."""
        try:
            return str(super().clean_code())
        except ValidationError as error:
            _tell_of_factor(error, self.user.pk)
            raise


def _tell_of_factor(error: ValidationError, account: int) -> None:
    tell(LOCKED if error.code == TOO_MANY else FAILED_FACTOR, context.request, account)
