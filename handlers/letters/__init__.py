"""Letters on paper that urge units whose reports are late."""
