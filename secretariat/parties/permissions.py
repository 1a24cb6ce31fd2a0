"""Who may change the register of parties."""

from secretariat.accounts.models import Role, User
from secretariat.audit.models import Record


def may_refresh(user: User, house: Record) -> bool:
    """Whoever keeps the installation."""
    del house
    return user.is_superuser


def may_register(user: User, house: Record) -> bool:
    """Whoever keeps the installation, and secretaries: they meet organisations that the register lacks."""
    del house
    return user.is_superuser or bool(user.conferences_as({Role.SECRETARY}))
