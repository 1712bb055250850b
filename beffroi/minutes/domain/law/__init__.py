"""The law of the council's documents and dates, as plain Python that a lawyer can read.

Each rule cites its article, and ``references`` says where its wording was read. Nothing here reads a file, a clock or a
setting: dates come as arguments."""
