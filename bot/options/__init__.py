"""Options as people type them into a post, a command or a setting."""
