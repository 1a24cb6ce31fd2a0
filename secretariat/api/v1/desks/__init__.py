"""The desks, one file each: rows that can be read, verbs that can be done."""
