"""The second reader: a small language model beside the rules, for those who install the extra `reader`."""
