#!/usr/bin/env bash
# packages.sh build|test: installs those of packages.txt that are missing. Asking costs a few milliseconds.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

kinds=build; [ "${1:-build}" = test ] && kinds='build|test'
mapfile -t wanted < <(sed -nE "s/^($kinds) +([^ ]+).*/\2/p" "$repository/tools/toolchain/packages.txt")
declare -A installed=()
while read -r state name; do [ "$state" = installed ] && installed[$name]=1; done \
  < <(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "${wanted[@]}" 2>/dev/null)

missing=()
for name in "${wanted[@]}"; do [ -n "${installed[$name]:-}" ] || missing+=("$name"); done
[ ${#missing[@]} = 0 ] && exit

say "installing Debian packages: ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
as_root apt-get -qq update >&2
as_root apt-get -qq -y -o DPkg::Lock::Timeout=900 --no-install-recommends install "${missing[@]}" >&2
