#!/usr/bin/env bash
# Runs once, as root, when Gradescope builds the image.
set -euo pipefail
apt-get install -y --no-install-recommends python3-venv
cd /autograder/source
UV_NO_DEV=1 python3 .ci/setup.py
.venv/bin/autograder doctor
