"""Tables of messages, one module an area: code -> Words. A new module is found without being listed anywhere.

A message says what was found, what was expected and what to do. The notation is described in words/entries.py.
"""
