"""How simulated people study: in memory, with the rules of the app and a memory of their own. Nothing here asks the database."""
