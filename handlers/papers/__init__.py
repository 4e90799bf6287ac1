"""What documents on paper share: pages of both styles, their head and foot, units as documents name them."""
