"""The door for other tools, as rules: what a request may ask, what a key is, what an answer looks like. No I/O."""
