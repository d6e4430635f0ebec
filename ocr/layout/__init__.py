"""From boxes to a page: boxes split at gutters, reading order, tables, roles. The same for every engine."""
