"""What people fill in, one subject a file."""
