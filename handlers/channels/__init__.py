"""The settings of a channel: the form, and what the app says when it is invited."""
