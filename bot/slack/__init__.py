"""What the app needs of Slack, and nothing more: errors, budgets and retries of the Web API live here."""
