"""Sources of metadata on the network, one file each. May import settings, text, records and errors."""
