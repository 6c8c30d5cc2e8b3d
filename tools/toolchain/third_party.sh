#!/usr/bin/env bash
# third_party.sh native|wasm: builds what is missing of the third-party static libraries and prints `name=prefix` for each.
#
# A library is built once per target, kept in the cache under a key made of its recipe, and shared by all build types and
# clones. CMake runs this at configure time (cmake/ThirdParty.cmake); with everything in place it takes a few milliseconds.
# Sources come from Debian's archive and from npm, pinned by SHA-256. Nothing is patched.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

target=${1:-}
case $target in
  native)
    CC=clang-19 CXX=clang++-19 AR=llvm-ar-19
    command -v ccache >/dev/null && CC="ccache $CC" CXX="ccache $CXX"
    compiler_identity=$(readlink -f "$(command -v clang-19 || fail 'clang-19 is missing: run tools/setup')")
    ;;
  wasm)
    emscripten=$("$repository/tools/toolchain/emscripten.sh")
    CC=$emscripten/emcc CXX=$emscripten/em++ AR=$emscripten/emar
    compiler_identity=$emscripten
    ;;
  *) fail "usage: third_party.sh native|wasm" ;;
esac

# compile OUTPUT_ARCHIVE FLAGS... -- SOURCES...
compile() {
  local archive=$1 flags=() objects=() source compiler; shift
  while [ "$1" != -- ]; do flags+=("$1"); shift; done; shift
  for source in "$@"; do
    case $source in *.c) compiler=$CC ;; *) compiler=$CXX ;; esac
    objects+=("${source%.*}.o")
    nice $compiler "${flags[@]}" -c "$source" -o "${source%.*}.o" >&2
  done
  $AR rcs "$archive" "${objects[@]}"
}

# Each recipe runs in an empty folder and leaves include/ and lib*.a in $out. What a recipe depends on beside its own
# text is named by NAME_inputs, as text that becomes part of the key.

sqlite3_inputs() { :; }
sqlite3_recipe() {
  tar -xzf "$(fetch_from_npm better-sqlite3 13.2.0 40487589df3496f2ee0079d22b73c63fccebe7db0e8ee9a2c42421861e321e0b)" --strip-components=3 package/deps/sqlite3
  has_sha256 sqlite3.c 75a4760a7b9727a4c4c877aec92eacf39e52a8f2921ce00bd33be6d3a8e8e254 || fail "sqlite3.c is not the pinned one"
  local options=(-DSQLITE_ENABLE_FTS5 -DSQLITE_DQS=0 -DSQLITE_OMIT_LOAD_EXTENSION -DSQLITE_DEFAULT_MEMSTATUS=0
    -DSQLITE_LIKE_DOESNT_MATCH_BLOBS -DSQLITE_OMIT_DEPRECATED -DSQLITE_OMIT_SHARED_CACHE -DSQLITE_MAX_EXPR_DEPTH=0 -DSQLITE_USE_ALLOCA)
  # In the browser one worker owns the database, and the operating system is the VFS of web/worker. Every byte is loaded
  # before the first screen: what no statement of core/ uses is left out. Only options that leave the generated parser as
  # it is can be used with the amalgamation.
  if [ "$target" = wasm ]; then
    options+=(-Os -mbulk-memory -DSQLITE_THREADSAFE=0 -DSQLITE_TEMP_STORE=3 -DSQLITE_OS_OTHER=1 -DSQLITE_UNTESTABLE)
    local part
    for part in AUTHORIZATION AUTOINCREMENT AUTOVACUUM CASE_SENSITIVE_LIKE_PRAGMA COMPILEOPTION_DIAGS COMPLETE DATETIME_FUNCS \
      DECLTYPE DESERIALIZE FLAG_PRAGMAS FOREIGN_KEY GENERATED_COLUMNS GET_TABLE HEX_INTEGER INTROSPECTION_PRAGMAS JSON \
      LIKE_OPTIMIZATION LOCALTIME PROGRESS_CALLBACK SCHEMA_PRAGMAS TCL_VARIABLE TRACE UTF16 WAL XFER_OPT; do
      options+=("-DSQLITE_OMIT_$part")
    done
    make_small alter.c analyze.c attach.c backup.c build.c callback.c delete.c expr.c func.c insert.c main.c parse.c \
      pragma.c prepare.c printf.c resolve.c select.c tokenize.c trigger.c update.c upsert.c vacuum.c vtab.c walker.c where.c \
      wherecode.c whereexpr.c window.c
  else options+=(-O2 -DSQLITE_THREADSAFE=2); fi
  compile "$out/libsqlite3.a" "${options[@]}" -- sqlite3.c
  cp sqlite3.h "$out/include/"
}

# make_small FILE...: these of the amalgamation's files are compiled for the smallest size. They read and plan statements,
# which are then kept; the others run them.
make_small() {
  awk -v names="$*" '
    BEGIN { split(names, list, " "); for (i in list) is_small[list[i]] = 1 }
    /^\/\*+ End of / && $4 in is_small { print "#pragma clang attribute pop" }
    { print }
    /^\/\*+ Begin file / && $4 in is_small { print "#pragma clang attribute push(__attribute__((minsize)), apply_to = function)" }
  ' sqlite3.c >sqlite3.c.new
  mv sqlite3.c.new sqlite3.c
}

imgui_inputs() { cat "$repository/web/ui/imconfig.h"; }
imgui_recipe() { build_imgui; }
imgui_audit_inputs() { imgui_inputs; }
imgui_audit_recipe() { build_imgui -DIMGUI_ENABLE_TEST_ENGINE; }
build_imgui() {
  tar -xJf "$(fetch_imgui)" --strip-components=1
  cp imgui.h imgui_internal.h imstb_*.h imconfig.h "$out/include/"
  cp "$repository/web/ui/imconfig.h" "$out/include/imgui_user_config.h"
  compile "$out/libimgui.a" -Oz -mbulk-memory -mnontrapping-fptoint -std=c++20 -fno-exceptions -fno-rtti '-DIMGUI_USER_CONFIG="imgui_user_config.h"' "$@" "-I$out/include" \
    -- imgui.cpp imgui_draw.cpp imgui_widgets.cpp # for the tables see web/ui/imgui_without_tables.cpp
}
fetch_imgui() {
  local pinned=imgui_1.92.2b+ds.orig.tar.xz
  (fetch_from_pool "i/imgui/$pinned" e7bd201d56b5ee90d24d5dac85e5c12f98bdb95410252a62d27b7f89e4566d48) && return
  # Debian keeps one version: when it has moved on, the nearest one is better than none.
  say "warning: Dear ImGui 1.92.2b has left the archive, looking for another 1.92"
  isolated_apt sid update
  (cd "$downloads" && isolated_apt sid source --download-only imgui)
  ls "$downloads"/imgui_1.92.*.orig.tar.* 2>/dev/null | tail -n 1 | grep . || fail "the archive has no Dear ImGui 1.92"
}

catch2_inputs() { :; }
catch2_recipe() {
  tar -xzf "$(fetch_from_pool c/catch2/catch2_3.7.1.orig.tar.gz c991b247a1a0d7bb9c39aa35faf0fe9e19764213f28ffba3109388e62ee0269c)" --strip-components=2 --wildcards '*/extras/catch_amalgamated.*'
  local exceptions=(); [ "$target" = wasm ] && exceptions=(-fwasm-exceptions)
  compile "$out/libcatch2.a" -O1 -std=c++20 "${exceptions[@]}" -- catch_amalgamated.cpp
  # Both spellings: <catch2/catch_test_macros.hpp> is what the full distribution offers.
  mkdir "$out/include/catch2"
  cp catch_amalgamated.hpp "$out/include/"
  local header
  for header in catch_test_macros catch_approx generators/catch_generators_all matchers/catch_matchers_all catch_all; do
    mkdir -p "$(dirname "$out/include/catch2/$header")"
    echo '#include <catch_amalgamated.hpp>' >"$out/include/catch2/$header.hpp"
  done
}

utf8proc_inputs() { :; }
utf8proc_recipe() {
  unpack_utf8proc
  compile "$out/libutf8proc.a" -O2 -DUTF8PROC_STATIC -- utf8proc.c
  cp utf8proc.h "$out/include/"
}
unpack_utf8proc() {
  tar -xzf "$(fetch_from_pool u/utf8proc/utf8proc_2.8.0.orig.tar.gz a0a60a79fe6f6d54e7d411facbfcc867a6e198608f2cd992490e46f04b1bcecc)" --strip-components=1
}

# What folding needs of utf8proc's tables, as a header: the whole would be a tenth of what a browser loads.
fold_table_inputs() { cat "$repository/tools/unicode/fold_table.cpp"; }
fold_table_recipe() {
  unpack_utf8proc
  clang-19 -O1 -DUTF8PROC_STATIC -c utf8proc.c >&2
  clang++-19 -O1 -std=c++20 -DUTF8PROC_STATIC -I. "$repository/tools/unicode/fold_table.cpp" utf8proc.o -o fold_table >&2
  ./fold_table >"$out/include/fold_table.h"
}

# Header-only. Folders of their own, because emcc must never see the system's other headers.
nlohmann_json_inputs() { :; }
nlohmann_json_recipe() { ln -s /usr/include/nlohmann "$out/include/nlohmann"; }
fmt_inputs() { :; }
fmt_recipe() { ln -s /usr/include/fmt "$out/include/fmt"; }

# The part of Boost.Asio and Boost.Beast that need not be compiled again by every file that includes them.
beast_inputs() { cat /usr/include/boost/version.hpp; }
beast_recipe() {
  printf '#include <boost/asio/impl/src.hpp>\n#include <boost/asio/ssl/impl/src.hpp>\n' >asio.cpp
  printf '#include <boost/beast/src.hpp>\n' >beast.cpp
  compile "$out/libbeast.a" -O2 -g1 -std=c++20 -DBOOST_ASIO_SEPARATE_COMPILATION -DBOOST_BEAST_SEPARATE_COMPILATION -- asio.cpp beast.cpp
}

build() {
  local name=$1 prefix=$2
  say "building $name ($target)"
  local work; work=$(mktemp -d "$cache/build.XXXXXX")
  local out=$work/out
  mkdir -p "$out/include" "$work/source" "$(dirname "$prefix")"
  (cd "$work/source"; "${name}_recipe") # a failing command inside ends the script: no || here
  mv -T "$out" "$prefix"
  rm -rf "$work"
}

prefix_of() {
  local key
  key=$({ echo "$compiler_identity"; declare -f compile "${1}_recipe" build_imgui make_small unpack_utf8proc; "${1}_inputs"; } | sha256sum | cut -c 1-12)
  echo "$cache/lib/$target/$1-$key"
}

names=(sqlite3 utf8proc fold_table nlohmann_json fmt catch2)
if [ "$target" = wasm ]; then names+=(imgui imgui_audit); else names+=(beast); fi

# Two at a time: SQLite takes as long as all the others together.
missing_first=() missing_second=()
for name in "${names[@]}"; do
  prefix=$(prefix_of "$name")
  echo "$name=$prefix"
  [ -e "$prefix" ] && continue
  if [ "$name" = sqlite3 ]; then missing_first+=("$name"); else missing_second+=("$name"); fi
done

build_missing() {
  local name
  for name in "$@"; do run_once "$name-$target" "$(prefix_of "$name")" build "$name" "$(prefix_of "$name")"; done
}
build_missing "${missing_first[@]}" & first=$!
build_missing "${missing_second[@]}"
wait "$first"
