"""Statistical files in, rows of observations out: UNHCR's layouts, HXL, P-codes, any table with matched columns."""
