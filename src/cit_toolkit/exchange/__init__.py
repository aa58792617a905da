"""The formats of other tools: what leaves for them, and what comes from them."""
