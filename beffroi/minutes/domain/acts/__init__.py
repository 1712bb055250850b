"""The council's documents: what each one says, as plain values, and the wording that follows from them.

No document is read from a database here: whoever issues one fills the dataclasses. ``exports.acts`` lays them out.
"""
