"""A local Slack and a local Patsnap, and the page that shows them: the demo and the tests run on it."""
