"""Plain Python: what can be computed without a database, a request or a clock."""
