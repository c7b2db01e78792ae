"""Every sentence of the core has an English one with the same places."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import enforcement_norms
from enforcement_norms.auditing.instruments import ALL_INSTRUMENTS
from enforcement_norms.auditing.scoring import default_table
from enforcement_norms.checks.translations import missing_translations, placeholders
from enforcement_norms.i18n import catalogue
from enforcement_norms.model.builtin import BUILTIN_FACTS
from enforcement_norms.registry import Registry

PACKAGE = Path(enforcement_norms.__file__).parent
CHINESE = re.compile("[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")


def sentences() -> Iterator[tuple[str, str]]:
    """Every msgid of the core with the place where it stands."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_":
                first = node.args[0]
                assert isinstance(first, ast.Constant), f"{path}:{node.lineno}: a msgid is a literal"
                assert isinstance(first.value, str)
                yield first.value, f"{path.relative_to(PACKAGE)}:{node.lineno}"
    for instrument in ALL_INSTRUMENTS.values():
        yield instrument.title, "auditing/sources.py"
    table = default_table()
    names = (*(each.name for each in table.vetoes), *(each.name for each in table.deductions))
    for words in (table.title, table.note, *names, *(each.why for each in table.vetoes)):
        yield words, "auditing/scoring/default.yaml"
    for fact in BUILTIN_FACTS.values():
        for words in (fact.title, fact.question, fact.unit, *fact.values.values()):
            if words:
                yield words, "model/builtin.py"


def test_every_sentence_has_an_english_one() -> None:
    known = catalogue("en")
    missing = {words: place for words, place in sentences() if CHINESE.search(words) and words not in known}
    assert missing == {}


def test_both_have_the_same_places() -> None:
    known = catalogue("en")
    different = {
        words: known[words] for words, _place in sentences() if words in known and places(words) != places(known[words])
    }
    assert different == {}


def places(words: str) -> frozenset[str]:
    return placeholders(words)


def test_no_translation_is_left_over() -> None:
    assert set(catalogue("en")) - {words for words, _place in sentences()} == set()


def test_no_translation_is_chinese_but_for_what_must_be_written_so() -> None:
    """Words that a user has to write (5万元, 号) stay as they are written; whole sentences do not."""
    sentences_left = [
        english
        for english in catalogue("en").values()
        if len(re.findall("[\u3400-\u9fff]", english)) > len(english) / 2
    ]
    assert sentences_left == []


def test_the_general_pack_is_translated() -> None:
    assert [problem.render() for problem in missing_translations(Registry(found=()).general(), "en")] == []
