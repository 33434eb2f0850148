"""Searching, beside plain Whoosh, SQLite FTS5 and tantivy.

    make bench                                  3,000 and 20,000 releases
    make bench SIZES="3000 20000 100000"        the full run
    python -m benchmarks.search --profile c phrase --sizes 20000

generator.py  releases with the shape of real ones, from a seed
queries.py    searches of eleven kinds, from the same seed
peers/        the engines, each behind the same few methods
job.py        one engine in a fresh process: build, open, update
measure.py    do all agree? then times, round by round
run.py        what a run found; goals.py: what was to be reached
report.py     the tables, and docs/performance.md; table.py: one of them
"""
