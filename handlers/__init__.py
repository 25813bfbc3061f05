"""What comes in -> one service call -> what goes out."""
