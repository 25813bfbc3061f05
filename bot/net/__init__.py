"""HTTP in and out: clients, servers, address checks and bounded reads."""
