"""What is done with waiting messages before anybody answers them."""
