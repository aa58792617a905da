"""From files to documents: load → analyse → document → Markdown → format. The one layer that sees both ends."""
