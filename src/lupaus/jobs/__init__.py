"""What the program does by itself: queued jobs, clock-driven work, commands. Thin, like views."""
