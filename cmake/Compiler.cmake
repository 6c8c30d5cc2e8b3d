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
  # Errors are values (base/error.h), and the cleanup that exceptions would need is a tenth of the program: code that throws
  # or catches asks for exceptions with vinculo_exceptions(NAME). They are native wasm exceptions, which every supported
  # browser has; the option is the compiler's and the linker's.
  # Sizes have 32 bits there; what comes from outside was held against a limit while it still had 64.
  set(exceptions $<IF:$<BOOL:$<TARGET_PROPERTY:VINCULO_EXCEPTIONS>>,-fwasm-exceptions,-fno-exceptions>)
  # Bulk memory and conversions without a trap are in every browser that has wasm exceptions. A module has one thread and
  # does not end by itself: nothing is locked, and nothing taken apart at the end.
  target_compile_options(vinculo_compile_options INTERFACE ${exceptions} -fno-rtti -mbulk-memory -mnontrapping-fptoint
    -fno-threadsafe-statics -fno-c++-static-destructors -Wno-shorten-64-to-32)
  target_link_options(vinculo_compile_options INTERFACE ${exceptions})
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

# vinculo_exceptions(NAME): NAME throws or catches, also in wasm.
function(vinculo_exceptions name)
  set_target_properties(${name} PROPERTIES VINCULO_EXCEPTIONS ON)
endfunction()

# vinculo_fast_sources(NAME SOURCE...): of NAME's sources those whose time people wait for. The wasm preset makes everything
# as small as it can be (-Oz), and these only where it costs no time.
function(vinculo_fast_sources name)
  if(EMSCRIPTEN)
    list(TRANSFORM ARGN PREPEND "${CMAKE_CURRENT_SOURCE_DIR}/" OUTPUT_VARIABLE sources)
    set_property(SOURCE ${sources} TARGET_DIRECTORY ${name} APPEND PROPERTY COMPILE_OPTIONS -Os)
  endif()
endfunction()

# vinculo_fuzz_target(NAME SOURCES...): an executable with LLVMFuzzerTestOneInput, only in the fuzz preset.
function(vinculo_fuzz_target name)
  add_executable(${name} ${ARGN})
  vinculo_target(${name})
  target_link_options(${name} PRIVATE -fsanitize=fuzzer)
endfunction()
