"""What the rules see in a sentence: who is spoken of, who acts, what is asked for, what stands there without saying anything."""
