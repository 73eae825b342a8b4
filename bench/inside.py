"""`python -m bench.inside MODULE …`: run a module as the main program while the installation's database runs."""

import os
import runpy
import sys

from lupaus.project.cluster import private_cluster

sys.argv = sys.argv[1:]
cluster = private_cluster()
with cluster.in_use():
    os.environ["DATABASE_URL"] = cluster.url
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=False)
