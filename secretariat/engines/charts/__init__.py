"""Numbers in, shapes out: lines, bars, flows and maps as plain data that a template draws as SVG."""
