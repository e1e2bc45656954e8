"""Pages that are already on disk."""
