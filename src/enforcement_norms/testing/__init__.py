"""The conformance kit (领域包测试工具) that pack authors use in their tests; public.

```python
@pytest.mark.parametrize("check", checks_for("health"), ids=str)
def test_conforms(check: Check) -> None:
    check()


@pytest.mark.parametrize("example", cases_in("health", __file__), ids=str)
def test_worked_example(example: Example) -> None:
    example.run()
```
"""

from ..checks.translations import missing_translations, translatable
from .checking import Check, checks_for
from .examples import Example, cases_in

__all__ = ["Check", "Example", "cases_in", "checks_for", "missing_translations", "translatable"]
