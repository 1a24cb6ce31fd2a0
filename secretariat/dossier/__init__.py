"""Who holds what on the question itself, and the reports from which it is known.

Words: *position* (a party's word on a *topic*, for, against or neutral), *initiative*, *obstacle* to return, *report*
(a text handed in to be read), *draft* (what reading proposes; a person accepts, mends or refuses it), *reported figure*
and *notice* (what a report says of numbers, and of where and when the conference is held).
Neighbours: stands on meetings and preparation and calls the engine of reading; the public site and the morning page
read it.
"""
