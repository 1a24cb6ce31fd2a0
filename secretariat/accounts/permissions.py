"""Who is asking: the type of a request that a signed-in person makes."""

from django.http import HttpRequest  # noqa: TID251 - a type for the views of all desks, nothing is answered here

from secretariat.accounts.models import User


class SignedInRequest(HttpRequest):
    """A request whose user is known to be signed in."""

    user: User
