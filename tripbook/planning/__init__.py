"""Planning in the admin: a whole day on one page, a trip copied, a trip moved to other dates."""
