"""Inspections chosen by lot (双随机抽查)."""
