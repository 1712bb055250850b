"""The pages of the minutes, one file a subject. Each only reads the request, calls an act and answers."""
