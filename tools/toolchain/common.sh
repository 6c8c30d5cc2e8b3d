# Shared by the toolchain scripts (sourced, never run): where things are kept, how they are fetched.
#
# Everything that is downloaded or compiled once lives in one cache folder outside the clone, so that
# every build type and every clone on the machine shares it. Deleting the folder is always safe.

set -euo pipefail

repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cache=${VINCULO_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/vinculo}
downloads=$cache/downloads
mkdir -p "$downloads"

# Progress goes to standard error: standard output is each script's answer.
say() { printf '%s\n' "$*" >&2; }
fail() { say "error: $*"; exit 1; }

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif command -v sudo >/dev/null; then sudo "$@"
  else fail "root or sudo is needed to run: $*"; fi
}

# run_once NAME PATH COMMAND...: runs COMMAND, which must create PATH, unless PATH exists.
# Several builds may start at the same time: the first one works, the others wait for it.
run_once() {
  local name=$1 path=$2; shift 2
  [ -e "$path" ] && return
  local lock=$cache/locks/$name
  mkdir -p "$cache/locks"
  exec {lock_fd}>"$lock"
  flock "$lock_fd"
  [ -e "$path" ] || "$@"
  exec {lock_fd}>&-
  [ -e "$path" ] || fail "$name did not produce $path"
}

# The Debian archive this machine is configured for. It is asked of apt and never written down, so a
# mirror, a proxy or an offline copy is used as the machine's owner meant it.
debian_archive() {
  configured_archive || { as_root apt-get -qq update >&2; configured_archive; } || fail "apt knows no Debian archive"
}
configured_archive() {
  apt-get indextargets --format '$(REPO_URI) $(ORIGIN) $(COMPONENT) $(SUITE)' 'Created-By: Packages' |
    awk '$2 == "Debian" && $3 == "main" && $4 !~ /security|updates|backports/ && !found { found = $1 } END { print found }' | grep .
}

has_sha256() { [ -f "$1" ] && echo "$2  $1" | sha256sum --check --status; }

# fetch_from_pool POOL_PATH SHA256: prints the path of the verified file.
fetch_from_pool() {
  local file=$downloads/${1##*/}
  if ! has_sha256 "$file" "$2"; then
    say "fetching ${1##*/}"
    # Through apt's own downloader, so that apt's proxy settings hold.
    /usr/lib/apt/apt-helper -o APT::Sandbox::User=root download-file "$(debian_archive)pool/main/$1" "$file.$$" >&2 ||
      fail "${1##*/} could not be fetched"
    has_sha256 "$file.$$" "$2" || fail "${1##*/} is not the file that was pinned"
    mv "$file.$$" "$file"
  fi
  echo "$file"
}

# fetch_from_npm NAME VERSION SHA256: prints the path of the verified package archive. The registry is npm's own setting.
fetch_from_npm() {
  local file=$downloads/${1//\//-}-$2.tgz
  if ! has_sha256 "$file" "$3"; then
    say "fetching $1@$2 from npm"
    local folder; folder=$(mktemp -d "$downloads/npm.XXXXXX")
    (cd "$folder" && npm pack --loglevel=error "$1@$2" >/dev/null) || fail "$1@$2 could not be fetched"
    has_sha256 "$folder"/*.tgz "$3" || fail "$1@$2 is not the package that was pinned"
    mv "$folder"/*.tgz "$file"
    rmdir "$folder"
  fi
  echo "$file"
}

# isolated_apt SUITE ARGUMENTS...: apt-get that sees only SUITE of the Debian archive. It has lists, sources and
# a package state of its own: nothing on the system is upgraded or even considered.
isolated_apt() {
  local suite=$1 root=$cache/apt/$1; shift
  mkdir -p "$root/lists/partial" "$root/archives/partial"
  : >"$root/status"
  local signed="signed-by=/usr/share/keyrings/debian-archive-keyring.gpg"
  printf '%s\n' "deb [$signed] $(debian_archive) $suite main" "deb-src [$signed] $(debian_archive) $suite main" >"$root/sources.list"
  apt-get -qq -o Dir::Etc::SourceList="$root/sources.list" -o Dir::Etc::SourceParts=/dev/null \
    -o Dir::State::Lists="$root/lists" -o Dir::State::Status="$root/status" -o Dir::Cache="$root" \
    -o Dir::Etc::Preferences=/dev/null -o Dir::Etc::PreferencesParts=/dev/null -o APT::Sandbox::User=root \
    -o APT::Get::List-Cleanup=false -o Acquire::Languages=none -o Acquire::IndexTargets::deb::Contents-deb::DefaultEnabled=false "$@" >&2
}
