"""Who may change the programme, seek and publish a timetable, and keep the speakers' list."""

DESK = "programme"
