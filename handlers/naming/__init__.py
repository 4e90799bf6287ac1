"""Who is meant by what somebody typed, and how people and units are shown so that no two look alike."""
