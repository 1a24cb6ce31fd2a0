"""Tests of the schedule format of frab, pretalx and c3voc."""
