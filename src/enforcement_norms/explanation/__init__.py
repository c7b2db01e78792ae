"""The reasons of a determination in words (裁量说明), from the steps recorded in it; nothing is computed again."""
