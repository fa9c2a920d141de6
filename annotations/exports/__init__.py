"""The corpus in other formats: one row generator a format."""
