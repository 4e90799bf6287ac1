"""Words and signs: tokens, phrases with what they mean, and what stands beside others."""
