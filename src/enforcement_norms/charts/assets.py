"""Style and script of a page: no fonts, images or code from elsewhere; sorting and filtering of tables."""

from __future__ import annotations

from typing import Final

STYLE: Final = """
:root { --ink: #1d2733; --soft: #5b6878; --rule: #d9dfe6; --paper: #fff; --wash: #f4f6f9; --accent: #1f5f99; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 1180px; padding: 24px 28px 64px; color: var(--ink); background: var(--paper);
  font: 15px/1.6 "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
h1 { font-size: 26px; margin: 8px 0 4px; } h2 { font-size: 20px; margin: 40px 0 8px; padding-top: 8px;
  border-top: 2px solid var(--ink); } h3 { font-size: 16px; margin: 20px 0 6px; }
p, li { max-width: 860px; } .soft { color: var(--soft); } nav a { margin-right: 16px; color: var(--accent); }
.figures { display: flex; flex-wrap: wrap; gap: 12px; margin: 16px 0; padding: 0; }
.figure { background: var(--wash); border-radius: 6px; padding: 10px 16px; min-width: 130px; }
.figure b { display: block; font-size: 24px; line-height: 1.3; font-variant-numeric: tabular-nums; }
.scroll { overflow: auto; max-height: 620px; border: 1px solid var(--rule); border-radius: 4px; margin: 8px 0 16px; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 13px; }
th, td { padding: 5px 9px; border-bottom: 1px solid var(--rule); text-align: left; vertical-align: top; }
thead th { position: sticky; top: 0; background: var(--wash); cursor: pointer; white-space: nowrap;
  user-select: none; }
thead th::after { content: " ↕"; color: #a9b4c0; } thead th[aria-sort=ascending]::after { content: " ↑"; }
thead th[aria-sort=descending]::after { content: " ↓"; }
th.number { text-align: right; } td.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
td.day { white-space: nowrap; }
input.filter { width: 320px; max-width: 100%; padding: 5px 9px; border: 1px solid var(--rule); border-radius: 4px; }
svg text { font-size: 12px; fill: var(--ink); } svg text.soft { fill: var(--soft); font-size: 11px; }
.mark { display: inline-block; width: 10px; height: 10px; border-radius: 50%; margin: 0 4px 0 14px; }
@page { size: A4 landscape; margin: 12mm; }
@media print { body { max-width: none; padding: 0; font-size: 12px; } table { font-size: 10.5px; }
  .scroll, .wide { max-height: none; overflow: visible; } svg { max-width: 100%; height: auto; }
  input.filter, nav { display: none; } thead th::after { content: none !important; } tr, svg { break-inside: avoid; }
  h2, h3 { break-after: avoid; } * { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
"""

SCRIPT: Final = """
document.querySelectorAll("table.sortable").forEach(function (table) {
  var body = table.tBodies[0];
  table.querySelectorAll("thead th").forEach(function (head, column) {
    function sort() {
      var up = head.getAttribute("aria-sort") !== "ascending";
      table.querySelectorAll("thead th").forEach(function (each) { each.removeAttribute("aria-sort"); });
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      var rows = Array.prototype.slice.call(body.rows).map(function (row) {
        var cell = row.cells[column], value = cell.getAttribute("data-value");
        return [value === null ? cell.textContent : value === "" ? null : parseFloat(value), row];
      });
      rows.sort(function (a, b) {
        var one = a[0], other = b[0];
        if (one === null || other === null) { return (one === null) - (other === null); }
        var order = typeof one === "number" ? one - other : one.localeCompare(other, document.documentElement.lang);
        return up ? order : -order;
      });
      rows.forEach(function (pair) { body.appendChild(pair[1]); });
    }
    head.tabIndex = 0;
    head.addEventListener("click", sort);
    head.addEventListener("keydown", function (event) { if (event.key === "Enter") { sort(); } });
  });
});
document.querySelectorAll("input.filter").forEach(function (input) {
  var rows = document.getElementById(input.getAttribute("data-table")).tBodies[0].rows;
  input.addEventListener("input", function () {
    var wanted = input.value.trim().toLowerCase();
    Array.prototype.forEach.call(rows, function (row) {
      row.hidden = wanted !== "" && row.textContent.toLowerCase().indexOf(wanted) < 0;
    });
  });
});
"""
