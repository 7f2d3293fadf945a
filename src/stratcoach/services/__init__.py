"""What every front end calls: it reads, checks, interviews, writes, and prints nothing."""
