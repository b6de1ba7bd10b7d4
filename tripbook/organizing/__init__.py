"""What organizers do with a trip as a whole: their home, its overview, checks, publishing it."""
