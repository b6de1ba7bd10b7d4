"""What a note says as a whole: its title, years, how it writes dates, and where it is."""
