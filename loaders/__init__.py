"""How facts arrive: files in, validated values out, knowing nothing of GraphQL."""
