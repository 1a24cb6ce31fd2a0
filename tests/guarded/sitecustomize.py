"""Loaded by every Python that a test starts: it reaches no other machine either."""

import os
from importlib.util import module_from_spec, spec_from_file_location

if os.environ.get("OUTSIDE_TOLD_IN"):
    _tests = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120
    _spec = spec_from_file_location("_outside", os.path.join(_tests, "outside.py"))  # noqa: PTH118
    assert _spec is not None
    assert _spec.loader is not None
    _outside = module_from_spec(_spec)
    _spec.loader.exec_module(_outside)
    _outside.stand_guard()
