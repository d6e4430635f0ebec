"""What a notice does to other instruments: what it mentions, and what it says of that."""
