"""The rules of audit (审查规则), a module or package for each system; every `Rule` in them counts by being there."""
