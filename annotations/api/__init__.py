"""REST, version 1: what is stored, for programs, which may also add articles."""
