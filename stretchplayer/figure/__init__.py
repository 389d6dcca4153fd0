"""From joint angles to shaded cells. Pure."""
