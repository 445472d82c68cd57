"""How people ask: GraphQL over HTTP, knowing nothing of files."""
