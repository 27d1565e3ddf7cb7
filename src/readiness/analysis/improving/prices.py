"""What a step costs: its effort counted, or what somebody wrote down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from readiness.framework.model import Indicator

EFFORTS = {"low": Decimal(1), "medium": Decimal(2), "high": Decimal(4)}
USUAL = "medium"  # where a framework writes no effort; the plan says so


@dataclass(frozen=True, slots=True)
class Prices:
    """Costs of one step by indicator and the level it reaches (None: any step), in any one unit of measure.

    ``written`` None: the effort of the framework, low 1, medium 2, high 4. A written cost is not negative.
    """

    written: Mapping[tuple[str, int | None], Decimal] | None = None

    def of(self, leaf: Indicator, level: int | None) -> Decimal | None:
        """The cost of the step of an indicator to ``level`` (None where it has no levels); None: nobody has said.

        >>> leaf = Indicator.model_validate({"id": "x", "label": "x", "measure": "level", "effort": "high"})
        >>> Prices().of(leaf, 3), Prices({("x", None): Decimal(7), ("x", 4): Decimal(9)}).of(leaf, 4)
        (Decimal('4'), Decimal('9'))
        """
        if self.written is None:
            return EFFORTS[leaf.effort or USUAL]
        return self.written.get((leaf.id, level), self.written.get((leaf.id, None)))
