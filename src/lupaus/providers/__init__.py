"""The people who do the work: who they are, what they can do, where and when."""
