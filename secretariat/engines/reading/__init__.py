"""Reading: a report in, cited statements out.

Plain Python, rules and data only; it never calls a network and drafts, a person decides.
"""
