"""Points: single commands, bulk posting, the daily close, the proof."""
