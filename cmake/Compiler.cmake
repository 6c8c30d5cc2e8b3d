# What every target of ours is compiled with. Targets take it by calling vinculo_target(NAME), third-party code never does.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

# Results are found at the top of the build folder: build/native/vinculo-server, build/native/vinculo, build/wasm/app.mjs.
if(NOT CMAKE_RUNTIME_OUTPUT_DIRECTORY)
  set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}")
endif()

option(VINCULO_WARNINGS_ARE_ERRORS "Stop at a compiler warning" OFF)
set(VINCULO_SANITIZE "" CACHE STRING "Sanitizers for everything of ours, such as address,undefined")
option(VINCULO_FUZZ "Build the fuzz targets (libFuzzer)" OFF)

add_library(vinculo_compile_options INTERFACE)
target_compile_options(vinculo_compile_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Wnon-virtual-dtor -Woverloaded-virtual
  -Wimplicit-fallthrough -Wextra-semi -Wunused
  $<$<BOOL:${VINCULO_WARNINGS_ARE_ERRORS}>:-Werror>)
target_include_directories(vinculo_compile_options INTERFACE "${CMAKE_SOURCE_DIR}")

if(EMSCRIPTEN)
  # Native wasm exceptions: small and fast, and every supported browser has them. Link and compile flags must agree.
  # Sizes have 32 bits there; what comes from outside was held against a limit while it still had 64.
  target_compile_options(vinculo_compile_options INTERFACE -fwasm-exceptions -Wno-shorten-64-to-32)
  target_link_options(vinculo_compile_options INTERFACE -fwasm-exceptions)
else()
  target_link_options(vinculo_compile_options INTERFACE -fuse-ld=lld)
endif()

if(VINCULO_FUZZ)
  target_compile_options(vinculo_compile_options INTERFACE -fsanitize=fuzzer-no-link,address,undefined -fno-omit-frame-pointer -fno-sanitize-recover=undefined)
  target_link_options(vinculo_compile_options INTERFACE -fsanitize=address,undefined)
elseif(VINCULO_SANITIZE)
  target_compile_options(vinculo_compile_options INTERFACE
    -fsanitize=${VINCULO_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=undefined)
  target_link_options(vinculo_compile_options INTERFACE -fsanitize=${VINCULO_SANITIZE})
endif()

find_program(CCACHE ccache)
if(CCACHE AND NOT EMSCRIPTEN) # Emscripten calls ccache itself, see tools/toolchain/emscripten.sh
  set(CMAKE_C_COMPILER_LAUNCHER "${CCACHE}")
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CCACHE}")
endif()

# vinculo_target(NAME): NAME is code of this repository. Its includes start at the root: #include "core/base/result.h".
function(vinculo_target name)
  target_link_libraries(${name} PRIVATE vinculo_compile_options)
  target_compile_features(${name} PUBLIC cxx_std_20)
endfunction()

# vinculo_fuzz_target(NAME SOURCES...): an executable with LLVMFuzzerTestOneInput, only in the fuzz preset.
function(vinculo_fuzz_target name)
  add_executable(${name} ${ARGN})
  vinculo_target(${name})
  target_link_options(${name} PRIVATE -fsanitize=fuzzer)
endfunction()
