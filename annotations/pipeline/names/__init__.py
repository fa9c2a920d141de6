"""Names: what is one, from where to where, and of which kind."""
