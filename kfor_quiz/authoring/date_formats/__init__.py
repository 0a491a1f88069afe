"""How the admin writes dates and times, by language: as the pages for learners do."""
