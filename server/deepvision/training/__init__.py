"""Training: LAMB, the procedures, the strategies."""
