"""What Lookalike is: checks of product pictures against design patents."""
