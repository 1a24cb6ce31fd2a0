"""Pages of the exchange with the outside: files, tokens, webhooks, imports."""

from secretariat.api.views.exchange import export, load

__all__ = ["export", "load"]
