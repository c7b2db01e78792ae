"""The template is a pack to copy: its tests run where it is installed, as tests/packs/test_template.py does."""  # noqa: INP001 – a folder of distributions, no package

from importlib.metadata import entry_points

collect_ignore = [] if "template" in entry_points(group="enforcement_norms").names else ["_template"]
