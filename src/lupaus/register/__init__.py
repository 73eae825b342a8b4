"""The customer register: people and companies who order, their addresses, and where a bill goes."""
