"""What a valid file contains: one class per kind of thing, French keys as aliases of English attributes."""
