"""What the app costs in time and memory; each figure beside a baseline measured in the same run."""
