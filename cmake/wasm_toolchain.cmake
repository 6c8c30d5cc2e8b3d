# CMake toolchain file of the wasm presets: asks the setup script where a usable Emscripten is (installing it on first
# use) and hands over to Emscripten's own toolchain file.
if(NOT VINCULO_EMSCRIPTEN)
  execute_process(COMMAND "${CMAKE_CURRENT_LIST_DIR}/../tools/toolchain/emscripten.sh"
    OUTPUT_VARIABLE VINCULO_EMSCRIPTEN OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
  set(VINCULO_EMSCRIPTEN "${VINCULO_EMSCRIPTEN}" CACHE PATH "The folder that holds emcc")
endif()
list(APPEND CMAKE_TRY_COMPILE_PLATFORM_VARIABLES VINCULO_EMSCRIPTEN)
include("${VINCULO_EMSCRIPTEN}/cmake/Modules/Platform/Emscripten.cmake")
