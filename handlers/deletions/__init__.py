"""Deleted messages, files and channels, and an app that is uninstalled."""
