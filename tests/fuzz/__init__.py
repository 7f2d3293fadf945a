"""What happens when anything at all comes in: mutated files, typed lines, pasted text, changed journals, odd git output."""
