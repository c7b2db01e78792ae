"""Charts and tables for HTML reports (图表): one file that needs no network, no library and no font from elsewhere."""

from .drawings import Mark, Row, Square, bar, heat_map, strip_chart
from .elements import Child, element, page
from .tables import Cell, count_cell, number_cell, sortable_table

__all__ = [
    "Cell",
    "Child",
    "Mark",
    "Row",
    "Square",
    "bar",
    "count_cell",
    "element",
    "heat_map",
    "number_cell",
    "page",
    "sortable_table",
    "strip_chart",
]
