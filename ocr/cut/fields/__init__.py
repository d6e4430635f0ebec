"""The fields of a notice, each with the print it rests on and the rule that read it."""
