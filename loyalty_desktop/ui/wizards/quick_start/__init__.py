"""The quick start wizard."""
