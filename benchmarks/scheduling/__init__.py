"""Timetables: public instances, two baselines, and what is reached on them."""
