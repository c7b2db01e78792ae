"""Procedure (程序): rules on the way from the lead to enforcement."""
