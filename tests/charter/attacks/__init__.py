"""What somebody might try against the charter, kept as data (``data/*.jsonl``) and played by ``plays``."""
