#!/bin/sh
# Install the Debian packages of system_packages.txt that the tests need and that are missing; only as root.
set -eu
packages=$(cat "$(dirname "$0")/system_packages.txt")
missing=""
for package in $packages; do
    dpkg -s "$package" >/dev/null 2>&1 || missing="$missing $package"
done
[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "installing$missing"
    apt-get update -qq
    # shellcheck disable=SC2086  # a list of names
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
else
    echo "not installed, so the tests that need them are skipped:$missing" >&2
    echo "on Debian or Ubuntu: sudo apt-get install$missing" >&2
fi
