"""Who is free when: pure functions over minutes, no Django, no clock."""
