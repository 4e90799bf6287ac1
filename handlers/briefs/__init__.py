"""The leader's page: what is late and with whom, what got better, what waits for a decision, what comes."""
