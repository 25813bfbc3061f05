"""Exports: a button and a command ask which file; it goes into the thread of its report."""
