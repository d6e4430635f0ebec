"""Document numbers (发文字号): every spelling in, one canonical spelling out; damage undone where it can be.

Only one reading may be possible; the evidence names each repair.
"""
