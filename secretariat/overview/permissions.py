"""Who may say how far they have read."""

from secretariat.accounts.models import User


def may_look(user: User, reader: User) -> bool:
    """Everybody for themselves."""
    return user.pk == reader.pk
