"""The command ``/lookalike``."""
