"""Looks into the files of the sources, and rescues what the engine cannot read of them."""
