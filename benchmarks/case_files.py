"""Case files for benchmarks: the ordinary example, varied as the files of a department vary.

No two files are alike: each has its own party (name, code, operator, address, birth date), its own handlers out of
four hundred officers, who are never in two places at once, its own amounts (value of goods, gains, fine, and what follows from them: capitals, the sum paid), its
own numbers of documents, and its own dates. Dates move by whole weeks, what comes before the report of the
investigation and what comes after it by different ones, so that weekdays stay. Weeks in which a holiday makes the file
late are left out: an ordinary file is one in which nothing is found. The same seed gives the same files.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, Final

from enforcement_norms.identifiers import is_credit_code
from enforcement_norms.interchange.case_files import case_file_data, registers_data
from enforcement_norms.model.actors import Registers
from enforcement_norms.money import Money
from enforcement_norms.reader.case_file import case_file_at, read_registers, registers_at

FOLDER: Final = Path(__file__).parents[1] / "examples" / "case_files"
OFFICERS: Final = 400
"""How many officers handle the cases: enough for a hundred thousand in three years."""
REVIEWERS: Final = 24
"""How many more review them: over five in a hundred, as the notice of the State Council's office asks."""
FIRST: Final = -150
"""By how many weeks the dates of a file lie before those of the example, at most: their certificates must hold."""
PAUSES: Final = 4
"""The steps from the report on come up to three weeks later, within the ninety days."""

SLOTS: Final = 4
"""How many inspections two officers make on one day."""
SLOT: Final = timedelta(minutes=80)

_DATED: Final = re.compile(r"(\d{4}-\d{2}-\d{2})(T.*)?")
_DAY: Final = len("2026-08-03")
_YEAR: Final = re.compile(r"〔\d{4}〕")
_REPORT: Final = date(2026, 9, 1)
_SURNAMES: Final = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
_TRADES: Final = ("小吃店", "面馆", "副食店", "卤菜店", "烧烤店", "蛋糕店", "水果店", "早餐店")
_CHARACTERS: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_FIXED: Final = frozenset({"standard", "birth_date"})
"""Keys whose dates are no dates of the case."""


def registers() -> Registers:
    """The registers of the example, with so many officers and reviewers like its own, trained every year."""
    data = registers_data(registers_at(FOLDER / "registers.yaml"))
    known = {each["id"]: each for each in data["officers"]}
    reviewers = [f"reviewer{number}" for number in range(REVIEWERS)]
    data["officers"] = [
        *map(_trained, data["officers"]),
        *(_trained(_copy(known["zhang"], f"officer{number}", number)) for number in range(OFFICERS)),
        *(_trained(_copy(known["zhao"], id_, number)) for number, id_ in enumerate(reviewers)),
    ]
    data["subjects"][0]["reviewers"] += reviewers
    return read_registers(data)


def _copy(officer: dict[str, Any], id_: str, number: int) -> dict[str, Any]:
    """Another officer with certificates of the same kinds under another number."""
    held = [{**certificate, "number": f"示例{id_}"} for certificate in officer["certificates"]]
    return {**officer, "id": id_, "name": f"{_SURNAMES[number % len(_SURNAMES)]}某{number}", "certificates": held}


def _trained(officer: dict[str, Any]) -> dict[str, Any]:
    """The officer with the courses of every year instead of the last one only."""
    held = [
        {**each, **{key: _moved(each[key], -52 * years * timedelta(weeks=1)) for key in ("on", "filed_on")}}
        for each in officer["trainings"]
        for years in range(4)
    ]
    return {**officer, "trainings": held}


def ordinary_files(
    count: int, is_clean: Callable[[dict[str, Any]], bool], *, seed: int = 20260803
) -> Iterator[dict[str, Any]]:
    """So many files as plain data; `is_clean` says of the example, moved by some weeks, whether nothing is found."""
    data = case_file_data(case_file_at(FOLDER / "ordinary.yaml"))
    weeks = [
        (before, pause)
        for before in range(FIRST, 1)
        for pause in range(PAUSES)
        if is_clean(_written(data, {}, before, pause))
    ]
    chance, held = Random(seed), Counter[int]()  # noqa: S311 – no secret hangs on it
    chance.shuffle(weeks)
    for number in range(1, count + 1):
        before, pause = weeks[number % len(weeks)]
        slot, team = divmod(held[before], OFFICERS // 2)
        held[before] += 1
        file = _written(data, _words(chance, number, team), before, pause, slot % SLOTS * SLOT)
        file["id"] = f"case-{number}"
        file["party"]["birth_date"] = (date(1960, 1, 1) + timedelta(days=chance.randrange(15_000))).isoformat()
        yield file


def _words(chance: Random, number: int, team: int) -> dict[str, str]:
    """What stands in a file in place of the words of the example."""
    goods = chance.randrange(100_000, 999_900)
    gains, fine = chance.randrange(10_000, goods), 100_00 * chance.randrange(500, 650)
    person = chance.choice(_SURNAMES) + chance.choice("某一二三四五六七八九")
    shop = f"{person}{chance.choice(_TRADES)}"
    moneys = {"8000元": goods, "1200元": gains, "1200.00元": gains, "50000.00元": fine, "51200.00元": fine + gains}
    return {
        "zhang": f"officer{2 * team}",
        "li": f"officer{2 * team + 1}",
        "陈某": person,
        "某小吃店": shop,
        "某小吃店未取得许可从事食品经营案": f"{shop}未取得许可从事食品经营案",
        "92511702MA62E0000D": _code(chance),
        "示例区示例路1号": f"示例区示例路{chance.randrange(1, 400)}号",
        "示例市监案〔2026〕1号": f"示例市监案〔2026〕{number}号",
        "示例市监立〔2026〕1号": f"示例市监立〔2026〕{number}号",
        "示例市监罚告〔2026〕1号": f"示例市监罚告〔2026〕{number}号",
        "示例市监罚〔2026〕1号": f"示例市监罚〔2026〕{number}号",
        "壹仟贰佰元整": Money(gains).in_capitals(),
        "伍万元整": Money(fine).in_capitals(),
        **{text: f"{fen // 100}.{fen % 100:02}元" for text, fen in moneys.items()},
    }


def _code(chance: Random) -> str:
    """A unified social credit code with its check character."""
    body = "92511702MA" + "".join(chance.choices(_CHARACTERS, k=7))
    return next(body + last for last in _CHARACTERS if is_credit_code(body + last))


def _written(
    data: dict[str, Any], words: dict[str, str], before: int, pause: int, later: timedelta = timedelta()
) -> dict[str, Any]:
    """The example in other words, its dates and hours moved, its numbers of the year of its decision."""
    file: dict[str, Any] = _walked(data, words, timedelta(weeks=before), timedelta(weeks=before + pause), later)
    year = file["decisions"][0]["at"][:4]
    for numbered in (file, *file["decisions"], *file["documents"]):
        if "number" in numbered:
            numbered["number"] = _YEAR.sub(f"〔{year}〕", numbered["number"])
    return file


def _walked(value: Any, words: dict[str, str], before: timedelta, after: timedelta, later: timedelta) -> Any:
    """The data with other words; dates moved, those of the report and later ones more, hours by `later`."""
    if isinstance(value, dict):
        return {
            key: each if key in _FIXED and not isinstance(each, list) else _walked(each, words, before, after, later)
            for key, each in value.items()
        }
    if isinstance(value, list):
        return [_walked(each, words, before, after, later) for each in value]
    if not isinstance(value, str):
        return value
    if value in words:
        return words[value]
    dated = _DATED.fullmatch(value)
    return value if dated is None else _moved(value, after if value[:10] >= _REPORT.isoformat() else before, later)


def _moved(value: str, by: timedelta, later: timedelta = timedelta()) -> str:
    if len(value) == _DAY:
        return (date.fromisoformat(value) + by).isoformat()
    return (datetime.fromisoformat(value) + by + later).isoformat(timespec="minutes")
