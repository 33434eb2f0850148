"""The map of datelines: its projection, and the script that drew the land under it (static/world.svg)."""
