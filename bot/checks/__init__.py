"""The durable state machine: what has been asked for, where each check stands, and what moves it on."""
