#!/usr/bin/env bash
# Prints the folder that holds what the browser tests take from npm, and fills it if need be. It
# is kept outside the checkout, named by what package-lock.json says.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

cache=${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/patuh-browser
wanted=(package.json package-lock.json .npmrc)
modules=$cache/$(cat "${wanted[@]}" | sha256sum | cut -c1-16)
if [ ! -d "$modules" ]; then
    mkdir -p "$cache"
    new=$(mktemp -d "$cache/new.XXXXXX")
    trap 'rm -rf -- "$new"' EXIT
    cp -- "${wanted[@]}" "$new"
    (cd "$new" && npm ci --ignore-scripts --loglevel=error) >&2
    # Whoever comes second finds the folder there and lets go of its own.
    mv -T -- "$new" "$modules" 2>/dev/null || rm -rf -- "$new"
    trap - EXIT
fi
echo "$modules"
