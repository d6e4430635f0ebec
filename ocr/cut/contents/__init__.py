"""Contents pages: their entries, matched with the notices found, and used to find those that were not."""
