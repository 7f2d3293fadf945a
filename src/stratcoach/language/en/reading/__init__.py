"""What the rules see in a sentence: who it is about, who acts, what is asked for, which words say nothing."""
