"""Who said, wrote or thinks what."""
