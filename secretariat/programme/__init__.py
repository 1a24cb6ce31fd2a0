"""What is held when and where: sessions, the timetable of bilateral meetings, and who speaks.

Words: *session* (opening, plenary, round table, side event, press, closing), *agenda item*, *must attend*, *clash* (two
things that cannot both be, judged by rules that block, warn or ignore), *place* (slot and room of a bilateral meeting
in the working timetable), *pin* (it stays where it is), *draft* (a timetable that the engine found), *publication*
(a numbered version that everybody affected is told of), *feed* (a calendar with a secret address), *speakers' list*
and *intervention*.
Neighbours: stands on meetings (bilaterals, stays); calls the engine scheduling; the public site reads what is
published.
"""
