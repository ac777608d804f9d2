"""The commands: a function for each, its signature the arguments, its help in `schemas/messages/cli.toml`.

A command's module is imported when it is called (`line.py`), so that none waits for another's libraries. A command asks
the stages and hands what they say to `pipeline/terminal`; it decides nothing but the exit code.
"""
