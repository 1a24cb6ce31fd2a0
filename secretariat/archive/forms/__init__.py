"""Forms of the archive: its own pages, and the parts of forms that every desk with facts shares."""
