"""How sign-in behaves: accounts are given by a secretariat, nobody makes one for themselves."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class HouseAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-in without sign-up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Never: a secretary admits members."""
        return False
