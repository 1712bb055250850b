"""The door for other tools: what speaks OpenAI's language goes through the charter like everything else."""
