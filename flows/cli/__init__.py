"""The command line: thin commands over the flows and packages, nothing decided here."""
