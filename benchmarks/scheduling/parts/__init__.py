"""The parts that are measured: one module each, with a function ``measure(report, options)``."""
