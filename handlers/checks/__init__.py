"""Checks: posts, shortcuts and buttons come in, replies go out."""
