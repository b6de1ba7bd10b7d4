"""The trip document and the formats that a trip is read from and written to."""
