"""Pages of a workshop for everybody's own phone, and for a large screen: intents in, views out. Served by the command that runs it."""
