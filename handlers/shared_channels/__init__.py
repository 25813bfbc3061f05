"""Channels shared with another organisation, in which the app is silent until somebody lets it speak."""
