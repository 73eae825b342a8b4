"""How fast the house is: every figure is a ratio to the least that could do the job, measured in the same run.

`make bench` runs every row, `make bench ONLY="F1"` one; the result is printed and written to build/bench.json.
Nothing here is a test: a slow machine must not be a red one. Medians of interleaved rounds; row counts are
asserted before timing, because an empty table makes anything fast.
"""
