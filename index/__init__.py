"""Finding: notices in, ranked hits out. Delete an index, rebuild it from the archive, nothing is lost.

index.record    Indexable, SourceText          what goes in, and what shows a hit
index.write     open_writer, indexed_revisions
index.request   Request
index.search    open_search, Search, Answer, Hit
index.matching  find_hits, Highlight            all hits within one notice
index.errors    the error tree
"""
