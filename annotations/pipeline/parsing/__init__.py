"""The parse that all rules read: the model, its mending, and readings of the tree and the text."""
