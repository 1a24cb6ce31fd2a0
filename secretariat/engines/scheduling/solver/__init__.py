"""The only place with OR-Tools: what can be proved about timetables by constraint programming."""
