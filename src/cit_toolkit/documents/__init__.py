"""What each document says: one frozen class per kind, ready for its template; no file, no clock, no format."""
