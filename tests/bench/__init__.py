"""Benchmarks: how fast phaen is, beside what the fastest plain program could be. `make bench` prints the tables.

Nothing here is a test: a target is printed beside its figure and never asserted, since other work on the machine moves
every time. What is compared is measured in the same run, in turns, so that noise hits both sides alike.
"""
