"""Cypher as pure text: the model and a plan in, statements out; nothing here runs anything."""
