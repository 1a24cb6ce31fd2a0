"""What the public site reads: editions, participation and sources, all as a stranger may see them."""
