"""What the secretariat tells the public, and what the public replies.

Words: *article* (title, lead, body, byline), *embargo* (nothing of it is seen before), *correction*, *related article*
(reckoned, or *pinned* by hand), *embedded* fact (shown as it is now, by reference), *picture* with credit and
alternative text, *press kit*, *reply* (moderated before it appears), *report* of a reply, *media request* (an outlet
asks to be accredited).
Neighbours: stands on documents, programme and dossier; the public site shows it.
"""
