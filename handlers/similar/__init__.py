"""Similar designs: shortcut, buttons and the form with the filters."""
