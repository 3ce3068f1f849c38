#!/usr/bin/env bash
# Compiles pyproject.toml into the two locked requirement files (hashes, no registry host).
set -euo pipefail
cd "$(dirname "$0")/.."
uv=.venv/bin/uv
flags=(--quiet --generate-hashes --no-header --no-annotate --no-emit-index-url --python-version 3.11 --universal)
"$uv" pip compile "${flags[@]}" pyproject.toml -o requirements/base.txt
"$uv" pip compile "${flags[@]}" pyproject.toml --group dev -o requirements/dev.txt
"$uv" pip compile "${flags[@]}" --group bench -o requirements/bench.txt # an environment of its own: only `make bench`
