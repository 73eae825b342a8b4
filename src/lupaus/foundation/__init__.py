"""Django-flavoured bases that every room stands on: model base, clock edge, waking a job by name."""
