"""Many documents at once: every core used, nothing half written, and only what changed made again."""
