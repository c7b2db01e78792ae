"""Enforcement officers (执法人员): qualification, number, certificates, those who left, recusal."""
