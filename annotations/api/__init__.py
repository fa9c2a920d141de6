"""REST, version 1: what is stored, read-only, for programs."""
