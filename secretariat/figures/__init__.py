"""Figures: how many people are where, what the areas of return are like, and what of it may be published.

Words: *place* (a country, an administrative area by its P-code, a site or camp), *dataset* and *edition* (what a
publisher brings out, and each time it does), *observation* (a number of people of one *population group*, a *stock* at
a date or a *flow* in a period), *movement* (an aggregate of at least a week), *intention* (what a survey asked and was
told), *threshold*, *condition* of an area of return by the eight IASC criteria, *release* (a table that passed
disclosure control and was approved by a second person).
Neighbours: stands on conference and archive, calls the engines statistics, charts and disclosure; the dossier puts
obstacles and pledges beside the conditions of an area, the public site shows releases.
"""
