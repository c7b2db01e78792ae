"""Discretion (裁量): stated alike in every document, within the law, with reasons that evidence bears out."""
