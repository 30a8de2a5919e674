"""What several steps know of French and of the world, apart from any text: word lists and what they mean."""
