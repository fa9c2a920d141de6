"""Who and where is meant: entities, offices, places, pronouns and descriptions."""
