"""Who puts what forward, to whom, when and where."""
