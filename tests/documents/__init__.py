"""What each document says, beside the golden files."""
