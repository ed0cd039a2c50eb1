#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing of packages.txt: packages.sh run [tests].
# A line is a package, and "tests" behind it if only the tests need it.
set -eu
want=" $* "
missing=
while read -r name what _; do
    case "$name" in ''|\#*) continue ;; esac
    case "$want" in *" ${what:-run} "*) ;; *) continue ;; esac
    dpkg-query -W -f '${Status}' "$name" 2>/dev/null |
        grep -q 'install ok installed' || missing="$missing $name"
done <packages.txt
# A Node of one's own serves as well as Debian's.
if command -v node >/dev/null && command -v npm >/dev/null; then
    missing=$(echo "$missing" | tr ' ' '\n' |
        grep -vx -e nodejs -e npm | tr '\n' ' ')
fi
case "$missing" in *[a-z]*) ;; *) exit 0 ;; esac
sudo=
if [ "$(id -u)" != 0 ]; then
    sudo=sudo
    command -v sudo >/dev/null || {
        echo "parlor: these Debian packages are missing and there is no sudo;" \
            "as root: apt-get install$missing" >&2
        exit 1
    }
fi
echo "Installing from Debian:" $missing
$sudo apt-get update -q
$sudo env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -q --no-install-recommends $missing
