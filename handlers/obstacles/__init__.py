"""Obstacles and recommendations: raised, forwarded, answered, closed; the ledger of them."""
