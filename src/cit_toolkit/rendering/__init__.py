"""From a document's Markdown to the files people open: PDF, HTML, DOCX, ODT."""
