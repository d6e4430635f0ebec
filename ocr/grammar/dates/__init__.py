"""Dates in every calendar and script that notices use, whole, partial or damaged; what clauses say of days."""
