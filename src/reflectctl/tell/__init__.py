"""From answers to what is said of them: words in their order, before they take a form. Nothing is escaped here."""
