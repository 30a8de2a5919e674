"""Training the recogniser: annotated texts in, a pipeline out. Nothing here is needed to extract."""
