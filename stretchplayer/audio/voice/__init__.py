"""The voice: speech engines in processes of their own, and the phrases they have made."""
