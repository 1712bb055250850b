"""What the public must not hear nor read: where it stands in a text and in the sound, and what may have to be masked.

CGCT L2121-18 (huis clos), code of relations between the public and the administration L311-6 and L311-7
(private life, occultation). Everything here is decided by a person; the code finds, places and replaces."""
