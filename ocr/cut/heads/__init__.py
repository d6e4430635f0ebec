"""Where notices begin: every line weighed, people's word put in."""
