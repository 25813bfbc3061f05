"""The command ``/patent`` and the buttons under its cards."""
