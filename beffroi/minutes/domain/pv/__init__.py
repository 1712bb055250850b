"""A written procès-verbal read and checked: from lines of text to what it says and what is wrong with it."""
