"""Who takes which proposal how."""
