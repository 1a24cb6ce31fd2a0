"""Forms of the exchange with the outside."""
