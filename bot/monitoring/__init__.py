"""What operators watch: health, metrics and the queue."""
