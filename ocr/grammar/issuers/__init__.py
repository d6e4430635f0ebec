"""Bodies that issue notices: the authority file, and finding their names in print, worn print too."""
