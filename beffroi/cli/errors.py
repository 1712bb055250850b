class Explained(Exception):
    """A failure that the message explains, in French, with what to do: no traceback is shown."""
