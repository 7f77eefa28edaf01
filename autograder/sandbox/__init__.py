"""The sandbox: where student code runs, and the grader's handle on it.

Two kinds of module live here. ``host``, ``choose``, ``launch``, ``spawn``, ``namespaces``, ``scratch``, ``session``,
``requests``, ``replies``, ``watch`` and ``slots`` are the grader's side. ``boot``, ``zygote``, ``spawned``,
``worker``, ``shell``, ``absent``, ``answers``, ``tracing``, ``recorder``, ``products``, ``confine``, ``landlock``,
``trial``, ``syscalls``, ``call_numbers``, ``bpf``, ``kernel`` and ``inert_otter`` run beside student code: they hold
no secret and import only the standard library, numpy, IPython and matplotlib. ``wire``, ``arrays`` and
``arguments`` are what both speak.

The grader execs a **zygote** (a fresh interpreter, warm with IPython, numpy and matplotlib, with nothing of the
kit's tests or solutions in memory, environment or path) and asks it for one forked **worker** per submission. The
worker drops every privilege before it reads a cell, runs the cells, and answers calls with plain data.
"""
