"""Intake: from files and folders to pages. Bytes and paths in, values out; no database, no store.

`survey` finds files, `probe` says what each is and which pages it has, `group` sorts them into issues (with the
help of `read_manifest`), `raster` gives the pixels of a page.
"""
