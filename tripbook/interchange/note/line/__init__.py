"""What one line says: its dates, times, names, links, labels and words, wherever it stands."""
