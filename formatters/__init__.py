"""Pure functions: domain types -> Block Kit. No I/O, no clock, no settings."""
