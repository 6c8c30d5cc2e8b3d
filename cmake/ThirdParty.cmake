# Targets for everything that is not ours. The libraries that Debian does not have, or not for wasm, are static libraries
# in the cache that tools/toolchain/third_party.sh builds on first use; the rest are Debian's development packages.

if(EMSCRIPTEN)
  set(third_party_kind wasm)
else()
  set(third_party_kind native)
endif()

set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS
  "${CMAKE_SOURCE_DIR}/tools/toolchain/third_party.sh" "${CMAKE_SOURCE_DIR}/web/ui/imconfig.h"
  "${CMAKE_SOURCE_DIR}/tools/unicode/fold_table.cpp")
execute_process(COMMAND "${CMAKE_SOURCE_DIR}/tools/toolchain/third_party.sh" ${third_party_kind}
  OUTPUT_VARIABLE third_party_lines COMMAND_ERROR_IS_FATAL ANY)
string(STRIP "${third_party_lines}" third_party_lines)
string(REPLACE "\n" ";" third_party_lines "${third_party_lines}")
foreach(line IN LISTS third_party_lines)
  string(REGEX MATCH "^([^=]+)=(.*)$" _ "${line}")
  set(prefix_of_${CMAKE_MATCH_1} "${CMAKE_MATCH_2}")
endforeach()

# cached_library(TARGET NAME ARCHIVE): TARGET is NAME from the cache. ARCHIVE is empty for header-only libraries.
function(cached_library target name archive)
  if(archive)
    add_library(${target} STATIC IMPORTED GLOBAL)
    set_target_properties(${target} PROPERTIES IMPORTED_LOCATION "${prefix_of_${name}}/${archive}")
  else()
    add_library(${target} INTERFACE IMPORTED GLOBAL)
  endif()
  target_include_directories(${target} SYSTEM INTERFACE "${prefix_of_${name}}/include")
endfunction()

cached_library(sqlite3::sqlite3 sqlite3 libsqlite3.a)
cached_library(utf8proc::utf8proc utf8proc libutf8proc.a)
target_compile_definitions(utf8proc::utf8proc INTERFACE UTF8PROC_STATIC)
cached_library(utf8proc::fold_table fold_table "") # what core/ needs of it; the whole is for tests
cached_library(nlohmann_json::nlohmann_json nlohmann_json "")
cached_library(fmt::fmt fmt "")
target_compile_definitions(fmt::fmt INTERFACE FMT_HEADER_ONLY)
cached_library(Catch2::Catch2WithMain catch2 libcatch2.a)

if(EMSCRIPTEN)
  # The same library twice: imgui::audit has the test-engine hooks with which the audit build finds undescribed items.
  cached_library(imgui::imgui imgui libimgui.a)
  cached_library(imgui::audit imgui_audit libimgui.a)
  target_compile_definitions(imgui::imgui INTERFACE "IMGUI_USER_CONFIG=\"imgui_user_config.h\"")
  target_compile_definitions(imgui::audit INTERFACE "IMGUI_USER_CONFIG=\"imgui_user_config.h\"" IMGUI_ENABLE_TEST_ENGINE)
  return()
endif()

find_package(Threads REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(sodium REQUIRED IMPORTED_TARGET GLOBAL libsodium)
add_library(sodium::sodium ALIAS PkgConfig::sodium)
pkg_check_modules(brotli REQUIRED IMPORTED_TARGET GLOBAL libbrotlienc libbrotlidec)
add_library(brotli::brotli ALIAS PkgConfig::brotli)
pkg_check_modules(zstd IMPORTED_TARGET GLOBAL libzstd)
if(zstd_FOUND)
  add_library(zstd::zstd ALIAS PkgConfig::zstd)
endif()

cached_library(beast::beast beast libbeast.a)
target_compile_definitions(beast::beast INTERFACE BOOST_ASIO_SEPARATE_COMPILATION BOOST_BEAST_SEPARATE_COMPILATION)
target_link_libraries(beast::beast INTERFACE OpenSSL::SSL OpenSSL::Crypto Threads::Threads)

target_link_libraries(sqlite3::sqlite3 INTERFACE Threads::Threads m)

# Header-only packages of Debian: their headers lie in the system's own include folder.
foreach(name CLI11::CLI11 tomlplusplus::tomlplusplus spdlog::spdlog)
  if(NOT TARGET ${name})
    add_library(${name} INTERFACE IMPORTED GLOBAL)
  endif()
endforeach()
target_compile_definitions(spdlog::spdlog INTERFACE SPDLOG_HEADER_ONLY FMT_HEADER_ONLY)
target_compile_definitions(tomlplusplus::tomlplusplus INTERFACE TOML_HEADER_ONLY=1)
