"""The one place that speaks to HiGHS: linear programmes over columns and rows, changed and solved again.

Huangfu & Hall, "Parallelizing the dual revised simplex method", Mathematical Programming Computation 10 (2018).
"""

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

__all__ = ["Answer", "Floats", "Frame", "Ints", "Kind", "Programme", "Status"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int32]


Kind = Literal["aims change", "bounds change", "whole"]
Status = Literal["optimal", "feasible", "impossible", "unbounded", "unknown"]


@dataclass(frozen=True)
class Frame:
    """Rows of a programme: row ``r`` has the columns ``columns[starts[r]:starts[r + 1]]`` with their ``factors``."""

    starts: Ints
    columns: Ints
    factors: Floats
    low: Floats
    high: Floats


@dataclass(frozen=True)
class Answer:
    """What the solver found: the best point, the prices of the rows, and a bound on the best there is."""

    status: Status
    values: Floats
    prices: Floats
    bound: float


class Programme:
    """A linear programme, or one in whole numbers, that stays in memory and starts from where it was."""

    def __init__(self, frame: Frame, low: Floats, high: Floats, *, kind: Kind = "aims change", seed: int = 0) -> None:
        """Set up the rows and columns; the objective is nothing yet. ``kind``: what will change between solutions."""
        import highspy  # noqa: PLC0415 it takes a while and is needed by no page

        self._kinds: Any = highspy
        # The class beneath ``Highs``: that one writes a banner on the standard output before it can be asked not to.
        self._solver: Any = self._kinds.Highs.__base__()
        for option, value in (
            ("output_flag", False),
            ("threads", 1),
            ("random_seed", seed),
            ("presolve", "on" if kind == "whole" else "off"),
            # The primal simplex goes on from the last point when the objective changed, the dual when bounds did.
            ("simplex_strategy", 4 if kind == "aims change" else 1),
            ("mip_rel_gap", 0.0),
        ):
            self._solver.setOptionValue(option, value)
        self._width = len(low)
        self._zeros = np.zeros(self._width)
        self._all = np.arange(self._width, dtype=np.int32)
        self._whole = kind == "whole"
        self._solver.passModel(self._model(frame, low, high))

    def bound(self, columns: Ints, low: Floats, high: Floats) -> None:
        """Change between what the values of these columns may lie."""
        self._solver.changeColsBounds(len(columns), columns, low, high)

    def price(self, columns: Ints, costs: Floats) -> None:
        """Change what these columns cost."""
        self._solver.changeColsCost(len(columns), columns, costs)

    def aim(self, costs: Floats) -> None:
        """Set the whole objective."""
        self._solver.changeColsCost(self._width, self._all, costs)

    def require(self, columns: Ints, factors: Floats, low: float) -> None:
        """Add a row: the sum of these columns is at least ``low``."""
        self._solver.addRow(low, self._kinds.kHighsInf, len(columns), columns, factors)

    def least(self, *, seconds: float) -> Answer:
        """The point of the least objective."""
        return self._solve(self._kinds.ObjSense.kMinimize, seconds)

    def most(self, *, seconds: float) -> Answer:
        """The point of the highest objective."""
        return self._solve(self._kinds.ObjSense.kMaximize, seconds)

    def _solve(self, sense: Any, seconds: float) -> Answer:
        self._solver.changeObjectiveSense(sense)
        # Its clock goes on from one run to the next.
        self._solver.setOptionValue("time_limit", self._solver.getRunTime() + max(0.0, seconds))
        self._solver.run()
        status = self._status()
        if status not in ("optimal", "feasible"):
            return Answer(status, self._zeros, np.zeros(0), self._bound())
        found = self._solver.getSolution()
        return Answer(status, np.array(found.col_value), np.array(found.row_dual), self._bound())

    def _bound(self) -> float:
        info = self._solver.getInfo()
        return float(info.mip_dual_bound if self._whole else info.objective_function_value)

    def _status(self) -> Status:
        statuses = self._kinds.HighsModelStatus
        status = self._solver.getModelStatus()
        if status == statuses.kOptimal:
            return "optimal"
        if status in (statuses.kInfeasible, statuses.kUnboundedOrInfeasible):
            return "impossible"
        if status == statuses.kUnbounded:
            return "unbounded"
        known = self._solver.getInfo().primal_solution_status
        return "feasible" if known == self._kinds.SolutionStatus.kSolutionStatusFeasible else "unknown"

    def _model(self, frame: Frame, low: Floats, high: Floats) -> Any:
        model = self._kinds.HighsLp()
        model.num_col_, model.num_row_ = len(low), len(frame.low)
        model.col_cost_, model.col_lower_, model.col_upper_ = self._zeros, low, high
        model.row_lower_, model.row_upper_ = frame.low, frame.high
        model.a_matrix_.format_ = self._kinds.MatrixFormat.kRowwise
        model.a_matrix_.num_col_, model.a_matrix_.num_row_ = len(low), len(frame.low)
        model.a_matrix_.start_, model.a_matrix_.index_ = frame.starts, frame.columns
        model.a_matrix_.value_ = frame.factors
        if self._whole:
            model.integrality_ = [self._kinds.HighsVarType.kInteger] * len(low)
        return model
