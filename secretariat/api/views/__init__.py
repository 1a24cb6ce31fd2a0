"""Pages of the exchange with the outside: files, tokens, webhooks, imports."""

from secretariat.api.views.exchange import export, load
from secretariat.api.views.programs import v1

__all__ = ["export", "load", "v1"]
