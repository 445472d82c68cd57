"""What the graph is and how to speak to it: knows nothing of files or GraphQL."""
