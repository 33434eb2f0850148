"""SETTINGS: the one table of options. load(): defaults < file < environment < arguments."""
