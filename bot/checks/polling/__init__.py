"""When to ask Patsnap whether a task is done."""
