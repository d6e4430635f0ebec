"""How a page is read: set upright, boxes found and cut, each read, doubts looked at again, lines put in order.

`page` is the way in; `leaf` reads one upright page of paper; the other modules are its steps.
"""
