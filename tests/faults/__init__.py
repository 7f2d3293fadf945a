"""What happens when writing fails or the program is killed: at every point where it writes, and at random moments."""
