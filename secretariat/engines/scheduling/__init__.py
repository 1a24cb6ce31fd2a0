"""A timetable nobody has to fight: meetings of delegations and sessions into slots and rooms, the best there is.

Plain Python; OR-Tools stays in ``solver``. Frozen dataclasses in and out (``problem``), JSON both ways.
"""
