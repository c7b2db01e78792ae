"""Items of random inspection (随机抽查事项) that a pack lists; the draw itself comes later."""

from __future__ import annotations

from attrs import field, frozen

from ..errors import Place
from ..law import Citation, InForce


@frozen
class InspectionItem:
    """One item of the random-inspection list (随机抽查事项): basis, inspected parties, content, method, by whom."""

    id: str
    title: str
    basis: tuple[Citation, ...]
    inspected: str
    content: tuple[str, ...]
    method: tuple[str, ...]
    in_force: InForce
    by: str = ""
    violations: tuple[str, ...] = ()
    pack: str = ""
    where: Place = field(default=Place(), eq=False)
