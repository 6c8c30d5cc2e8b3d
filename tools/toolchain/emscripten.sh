#!/usr/bin/env bash
# Prints the folder of a usable Emscripten (the one that holds emcc), installing one into the cache if there is none.
#
# An emsdk or an emcc on the PATH is used when it is new enough. Otherwise Debian trixie's package is unpacked on top of
# this system's own LLVM 19, the very version that package was built for. Only its binaryen needs a newer C library than
# bookworm has, so that one is started with trixie's loader and libraries. No system package is touched.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

oldest_usable=3.1.69
emscripten_version=3.1.69+dfsg-3
emscripten_sha256=d2ac788b952c56ab6736b4db2ac0825aa63cfb4c08b8abaefe19e324779d1b2d
binaryen_version=120-4
binaryen_sha256=47be56009e56170f4338a0154fbff2028bd607bc3c8b6a5414658a985bef6470
prefix=$cache/emscripten-$emscripten_version-1 # the last number counts changes of this script

is_usable() {
  [ -x "$1/emcc" ] && [ -f "$1/emscripten-version.txt" ] || return 1
  local version; version=$(tr -d '"' <"$1/emscripten-version.txt")
  [ "$(printf '%s\n' "$oldest_usable" "$version" | sort -V | head -n 1)" = "$oldest_usable" ]
}

install_binaryen() {
  local root=$1 packages=$2
  mkdir -p "$root/bin" "$root/libexec" "$root/lib"
  local unpacked=$packages/unpacked
  for deb in "$packages"/*.deb; do
    case $deb in */emscripten_*) ;; *) dpkg-deb -x "$deb" "$unpacked" ;; esac
  done
  cp -a "$unpacked"/usr/lib/x86_64-linux-gnu/{libc.so*,libm.so*,libstdc++.so*,libgcc_s.so*,libpthread.so*,ld-linux-x86-64.so*} "$root/lib/"
  find "$unpacked/usr" -name 'libbinaryen.so*' -exec cp -a {} "$root/lib/" \;
  local tool name
  for tool in "$unpacked"/usr/bin/wasm*; do
    name=${tool##*/}
    cp -a "$tool" "$root/libexec/$name"
    printf '#!/bin/sh\nexec "%s/lib/ld-linux-x86-64.so.2" --library-path "%s/lib" --argv0 %s "%s/libexec/%s" "$@"\n' \
      "$prefix/binaryen" "$prefix/binaryen" "$name" "$prefix/binaryen" "$name" >"$root/bin/$name"
    chmod +x "$root/bin/$name"
  done
}

write_configuration() {
  local compiler_wrapper=
  command -v ccache >/dev/null && compiler_wrapper="COMPILER_WRAPPER = '$(command -v ccache)'"
  cat >"$1/.emscripten" <<CONFIG
LLVM_ROOT = '/usr/lib/llvm-19/bin'
BINARYEN_ROOT = '$prefix/binaryen'
NODE_JS = '$(command -v node)'
LLVM_ADD_VERSION = ''
CLANG_ADD_VERSION = ''
FROZEN_CACHE = True # the package carries its system libraries prebuilt
$compiler_wrapper
CONFIG
}

install_emscripten() {
  [ "$(dpkg --print-architecture)" = amd64 ] || fail "on this architecture please install an emsdk and set EMSDK"
  local packages; packages=$(mktemp -d "$cache/emscripten.XXXXXX")
  local unfinished=$packages/prefix
  say "installing Emscripten $emscripten_version into $prefix"
  isolated_apt trixie update
  (cd "$packages" && isolated_apt trixie download "emscripten=$emscripten_version" "binaryen=$binaryen_version" libc6 libstdc++6 libgcc-s1)
  has_sha256 "$packages"/emscripten_*.deb "$emscripten_sha256" || fail "the emscripten package is not the pinned one"
  has_sha256 "$packages"/binaryen_*.deb "$binaryen_sha256" || fail "the binaryen package is not the pinned one"

  mkdir -p "$unfinished/emscripten"
  # Its test suite, and the libraries for 64-bit memory and link-time optimisation, are two thirds of it and unused here.
  dpkg-deb --fsys-tarfile "$packages"/emscripten_*.deb |
    tar -x -C "$unfinished/emscripten" --strip-components=4 --exclude='*/emscripten/test' --exclude='*/lib/wasm64-emscripten' \
      --exclude='*/wasm32-emscripten/lto' --exclude='*/wasm32-emscripten/thinlto' ./usr/share/emscripten
  mkdir -p "$unfinished/emscripten/node_modules"
  ln -sfn /usr/share/nodejs/acorn "$unfinished/emscripten/node_modules/acorn"
  write_configuration "$unfinished/emscripten"
  install_binaryen "$unfinished/binaryen" "$packages"
  mv -T "$unfinished" "$prefix"
  rm -rf "$packages"
}

if [ -n "${EMSDK:-}" ] && is_usable "$EMSDK/upstream/emscripten"; then
  echo "$EMSDK/upstream/emscripten"
  exit
fi
if found=$(command -v emcc) && found=$(dirname "$(readlink -f "$found")") && is_usable "$found"; then
  echo "$found"
  exit
fi
run_once emscripten "$prefix" install_emscripten
echo "$prefix/emscripten"
