"""How long tests wait for what comes at once."""

PATIENCE = 60.0  # seconds; reached on no machine that is not overloaded
