"""Attempts to find out where the kit lies. ``@ROOT@`` is the folder of the engine that runs them."""

from __future__ import annotations

_WHERE = """
#: metadata
import importlib.metadata as metadata
for package in metadata.distributions():
    for name in ("direct_url.json", "RECORD", "uv_cache.json"):
        through(name) if "@ROOT@" in (package.read_text(name) or "") else None
try:
    found.extend(filter(None, map(metadata.distribution("autograder").read_text, ("direct_url.json", "RECORD"))))
except metadata.PackageNotFoundError:
    pass
#: path-files
import glob
for folder in [path for path in sys.path if "packages" in path]:
    for name in [name for end in ("*.pth", "*.egg-link", "*/direct_url.json") for name in glob.glob(f"{folder}/{end}")]:
        try:
            text = open(name).read()
        except OSError:
            continue
        through(name) if "@ROOT@" in text or "file:" in text else None
#: text-of-packages
for folder in [path for path in sys.path if "packages" in path]:
    for name in os.listdir(folder):
        if name.endswith((".py", ".pth", ".txt", ".json", ".cfg")):
            try:
                text = open(os.path.join(folder, name), errors="replace").read()
            except OSError:
                continue
            through(name) if "@ROOT@" in text else None
"""

_NAMED = """
#: modules
import numpy
for module in list(sys.modules.values()):
    for value in (getattr(module, "__file__", None) or "", *map(str, getattr(module, "__path__", ()))):
        through(value) if value.startswith("@ROOT@/") else None
#: path
through(sys.path) if any(path.startswith("@ROOT@") for path in sys.path) else None
#: interpreter
import sysconfig
words = [sys.executable, sys.prefix, sys.base_prefix, *sys.argv, *sysconfig.get_paths().values(), *os.environ.values()]
words += [str(getattr(sys, "orig_argv", "")), str(sysconfig.get_config_vars()), str(sys.flags), str(sys.path_hooks)]
through(words) if any("@ROOT@" in word for word in words) else None
#: importers
through(list(sys.path_importer_cache)) if any("@ROOT@" in path for path in sys.path_importer_cache) else None
#: frames
frame = sys._getframe()
while frame:
    names = {**frame.f_globals, **frame.f_locals}
    names.pop("code", None)
    for name, value in list(names.items()):
        if name not in ("attack", "words", "names") and isinstance(value, (str, list, dict, tuple)):
            through((frame.f_code.co_name, name)) if name == "settings" and "@ROOT@" in repr(value) else None
    through(frame.f_code.co_filename) if frame.f_code.co_filename.startswith("@ROOT@/") else None
    frame = frame.f_back
#: process
for name in ("mountinfo", "mounts", "maps", "cmdline", "environ", "cwd", "exe"):
    for who in ("self", "1", str(os.getppid())):
        try:
            text = open(f"/proc/{who}/{name}", "rb").read()
        except OSError:
            continue
        through((who, name)) if b"@ROOT@" in text else None
#: folders-on-the-way
place = "@ROOT@"
while len(place) > 1:
    through(place) if os.path.lexists(place) and place not in ("/tmp", "/usr", "/opt") else None
    place = os.path.dirname(place)
"""

WHERE = {"where": _WHERE}
NAMED = {"named": _NAMED}  # only in namespaces has everything another name
