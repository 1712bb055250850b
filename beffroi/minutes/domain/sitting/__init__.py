"""The sitting of a council as the law sees it: what happened (events), and what follows from it (the ledger)."""
