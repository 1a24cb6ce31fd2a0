"""A new password, and the tokens of programs: they do not end with the old one, but may be revoked with it.

Whoever changes a password because another knew it wants them ended; whoever changes it for another reason would find
programs of the conference standing still. So the form says which there are, and asks.
"""

from typing import Any

from allauth.account.forms import ChangePasswordForm, ResetPasswordKeyForm
from allauth.core import context
from django import forms
from django.contrib import messages
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from secretariat.api.actions import revoke_tokens_of
from secretariat.api.queries import open_tokens_of


class _WithTokens(forms.Form):
    """Asks whether tokens end with the old password."""

    revoke_tokens = forms.BooleanField(
        label=gettext_lazy("Revoke the tokens of my programs, too"),
        help_text=gettext_lazy("Do so if somebody else may have known the password: a token goes on without it."),
        required=False,
    )
    user: Any

    def save(self) -> None:
        """Set the password, and revoke tokens if it was asked for."""
        super().save()  # type: ignore[misc]
        if not self.cleaned_data.get("revoke_tokens"):
            return
        number = revoke_tokens_of(self.user, self.user, timezone.now())["api.token"]
        words = ngettext("%(number)s token was revoked.", "%(number)s tokens were revoked.", number)
        messages.success(context.request, words % {"number": number})


class ChangeForm(_WithTokens, ChangePasswordForm):  # type: ignore[misc]
    """A new password in place of the old one; says which tokens there are."""

    field_order = ("oldpassword", "password1", "password2", "revoke_tokens")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tokens = [f"{each.name} ({each.conference})" for each in open_tokens_of(self.user, timezone.now())]
        if not tokens:
            del self.fields["revoke_tokens"]
            return
        self.fields["revoke_tokens"].help_text = _(
            "These are open: %(tokens)s. Revoke them if somebody else may have known the password: a token goes on"
            " without it."
        ) % {"tokens": "; ".join(tokens)}


class LinkedForm(_WithTokens, ResetPasswordKeyForm):  # type: ignore[misc]
    """A new password by a link; whoever has the link alone is told of no token."""

    field_order = ("password1", "password2", "revoke_tokens")
