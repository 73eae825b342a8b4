"""The rules L01 to L20, each small and apart; `ALL` is their order in every report."""
