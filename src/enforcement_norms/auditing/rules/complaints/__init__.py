"""Complaints of enforcement and reports of violations (投诉举报)."""
