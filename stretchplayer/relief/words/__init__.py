"""What relief says, one generated module for each muscle: one cramp needs one of them."""
