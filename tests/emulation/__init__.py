"""Gradescope's container on this machine, without Docker: a zip is built and run as the platform builds and runs it.

By hand: ``python -m tests.emulation ZIP SUBMISSION_FOLDER``, as root. From a test::

    with build(Path("autograder.zip"), base()) as image:
        ran = image.run(Path("submission"))
    assert not faults(ran.results, points=20)

What is followed: the documented order of the build, as root, in layers that a run cannot change; the harness's files,
its working directory, timeout, cutting and reading; Docker's capabilities, an approximation of its seccomp profile,
its masked ``/proc``, its bare ``/dev``; a ceiling of CPU and memory; background processes that live until
``results.json`` has been read.

What is not the platform, so that a success here is no proof there:

- The base is this machine's Debian release with its Python, from debootstrap, and not the platform's Ubuntu 22.04
  with Python 3.10; which further packages the platform's base image holds is not known. ``base(python=...)`` lays
  another Python over it, under ``/usr/local``; ``/usr/bin/python3`` stays Debian's.
- The harness is written after its documented behaviour and a published copy of one version. It is not in the
  container's files, where the platform's is; a program that attacks it by name finds nothing.
- CPU is a ceiling here, and the least that one gets there. Peak memory counts cached files too. The kernel, its limits
  and its Landlock are this machine's; ``run(landlock=False)`` answers as an older kernel.
- The seccomp filter has the effect of Docker's profile, but is not that profile; there is no AppArmor and no user
  namespace. Device files can be made and not opened, as there, but by a mount option and not by a control group.
- A build sees this machine's package indices and certificates, with the environment variables and the local folders
  of packages that they name, and its network; a run has a loopback and nothing else, where the platform's has a
  network. On the loopback a listener counts who knocks.
- A build has no ceiling of CPU or memory, and only what is documented of the image: no JDK, no SSH, no CentOS.
"""

from tests.emulation.emulator import BuildError, EmulatorError, Image, Limits, Ran, build
from tests.emulation.machine import lacking
from tests.emulation.rootfs import Base, base
from tests.emulation.spec import faults
from tests.emulation.task import KNOCK_PORT

__all__ = [
    "KNOCK_PORT",
    "Base",
    "BuildError",
    "EmulatorError",
    "Image",
    "Limits",
    "Ran",
    "base",
    "build",
    "faults",
    "lacking",
]
