from tests.staging import built_world, staged_world

__all__ = ["built_world", "staged_world"]
