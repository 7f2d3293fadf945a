"""From other people's documents to a draft of a strategy: what goes where, what is kept for later, what is left out."""
