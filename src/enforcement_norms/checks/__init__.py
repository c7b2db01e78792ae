"""What one good pack is (领域包检查): each check a small function that yields problems."""
