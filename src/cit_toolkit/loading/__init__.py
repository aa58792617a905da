"""From the text of a file to a valid model, every mistake located: parser, positioned tree, validation, references."""
