"""Composition: what happens next. Prefect flows, settings, the command line. Knows all other packages.

    wengao ingest ──> take_in ──> read_pages ──> cut_issues ──> update_index
                      (masters,   (ledger, pool,  (notices)      (what changed)
                       issues)     readings)

The ledger in the catalogue, not the orchestrator, says what is left to do: every step may be killed and
started again, and does only what is missing. The only package that reads the environment (`settings`).
"""
