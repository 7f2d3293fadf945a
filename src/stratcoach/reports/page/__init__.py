"""The strategy as a page to share: one story in reading order, as HTML or Markdown, with a map of what rests on what."""
