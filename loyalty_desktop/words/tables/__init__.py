"""Tables of messages, one module per area: Words by code. New modules are found automatically.

A message tells what was found, what was expected and what to do. The notation is described in words/entries.py.
"""
