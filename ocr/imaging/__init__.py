"""What is done with the pixels of a page: seals out, rules and skew found, boxes cropped, ink measured."""
