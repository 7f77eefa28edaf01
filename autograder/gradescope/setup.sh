#!/usr/bin/env bash
# Runs once, as root, when Gradescope builds the image. Whatever goes wrong here fails the build, and not the class.
set -euo pipefail
cd "$(dirname "$0")"
home=/opt/autograder
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

say() { printf '\n== %s\n' "$*"; }

python=$(command -v python3) || { echo "This image has no python3; choose Ubuntu 22.04 or newer." >&2; exit 1; }
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 10))' ||
  { echo "This image has $("$python" -V); choose Ubuntu 22.04 or newer." >&2; exit 1; }

say "uv, which installs the rest"
if [ -d wheels ]; then
  cp wheels/uv-*.whl "$work"
  source=(--offline --no-index --find-links wheels)
else
  "$python" -m pip --version >/dev/null 2>&1 ||
    DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends python3-pip
  sed -n '/^uv==/,/[^\\]$/p' requirements.txt > "$work/uv.txt"
  "$python" -m pip download --quiet --no-deps --require-hashes --only-binary :all: -r "$work/uv.txt" -d "$work"
  source=()
fi
sed '/^uv==/,/[^\\]$/d' requirements.txt > "$work/rest.txt"
"$python" -m zipfile -e "$work"/uv-*.whl "$work"
uv=$(echo "$work"/uv-*.data/scripts/uv)
chmod +x "$uv"

say "what grading needs, by the hashes of the lock"
export UV_PYTHON_DOWNLOADS=never UV_NO_CACHE=1 UV_LINK_MODE=copy
"$uv" venv --quiet --python "$python" "$home"
# Compiled: nobody could keep what a worker compiles, and each notebook would pay for it anew.
"$uv" pip install --quiet --compile-bytecode --python "$home/bin/python" --no-deps --require-hashes --only-binary :all: \
  "${source[@]}" -r "$work/rest.txt"
cp -R autograder "$("$home/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')"
MPLCONFIGDIR="$home/var/matplotlib" "$home/bin/python" -c 'import matplotlib.font_manager'
chmod -R go+rX "$home"

say "a sample, graded as it will be in class"
"$home/bin/python" -I -m autograder.gradescope.rehearsal "$PWD/.."
