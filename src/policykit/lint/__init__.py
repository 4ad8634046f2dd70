"""Rules over facts and policies, and the engine that runs them."""
