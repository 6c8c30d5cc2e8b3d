# vinculo_wasm_executable(NAME ENVIRONMENT web|worker [INITIAL_MEMORY_MIB n] [STACK_KIB n] [JS_LIBRARIES file...]
#                         [EXPORTED_FUNCTIONS _name...] [EXPORTED_RUNTIME_METHODS name...] [NOT_IN_SITE])
# Turns the executable NAME into an ES module NAME.mjs (a factory function) with NAME.wasm beside it, which become part of
# the site unless NOT_IN_SITE is given. Further link options belong to the caller: target_link_options adds to these.
function(vinculo_wasm_executable name)
  cmake_parse_arguments(arg "NOT_IN_SITE" "ENVIRONMENT;INITIAL_MEMORY_MIB;STACK_KIB" "JS_LIBRARIES;EXPORTED_FUNCTIONS;EXPORTED_RUNTIME_METHODS" ${ARGN})
  if(NOT arg_ENVIRONMENT)
    message(FATAL_ERROR "vinculo_wasm_executable(${name}) needs ENVIRONMENT")
  endif()
  if(NOT arg_INITIAL_MEMORY_MIB)
    set(arg_INITIAL_MEMORY_MIB 32)
  endif()
  if(NOT arg_STACK_KIB)
    set(arg_STACK_KIB 1024)
  endif()
  math(EXPR initial_memory "${arg_INITIAL_MEMORY_MIB} * 1024 * 1024")
  math(EXPR stack "${arg_STACK_KIB} * 1024")

  vinculo_target(${name})
  if(NOT arg_NOT_IN_SITE)
    set_property(GLOBAL APPEND PROPERTY VINCULO_SITE_EXECUTABLES ${name})
  endif()
  set_target_properties(${name} PROPERTIES SUFFIX .mjs)
  target_link_options(${name} PRIVATE
    # The first versions with wasm exceptions.
    -sMIN_CHROME_VERSION=95 -sMIN_FIREFOX_VERSION=100 -sMIN_SAFARI_VERSION=150200
    -sMODULARIZE=1 -sEXPORT_ES6=1 -sENVIRONMENT=${arg_ENVIRONMENT}
    -sINITIAL_MEMORY=${initial_memory} -sSTACK_SIZE=${stack}
    # Steps of 32 MiB: growing by a share of the heap would double a database of hundreds of megabytes.
    -sALLOW_MEMORY_GROWTH=1 -sMEMORY_GROWTH_LINEAR_STEP=33554432 -sMAXIMUM_MEMORY=4294967296
    # Browsers compile a function when it is first called, and anew with optimisation, whole, when it has become hot: a
    # large function that has only one caller stays one of its own. The files are smaller as well.
    -sBINARYEN_EXTRA_PASSES=--one-caller-inline-max-function-size=50
    -sABORTING_MALLOC=0 -sFILESYSTEM=0 -sDYNAMIC_EXECUTION=0 # the page's policy forbids eval
    -sINCOMING_MODULE_JS_API=instantiateWasm,locateFile,print,printErr,onAbort)
  if(arg_EXPORTED_FUNCTIONS)
    string(REPLACE ";" "," list "${arg_EXPORTED_FUNCTIONS}")
    target_link_options(${name} PRIVATE -sEXPORTED_FUNCTIONS=${list})
  endif()
  if(arg_EXPORTED_RUNTIME_METHODS)
    string(REPLACE ";" "," list "${arg_EXPORTED_RUNTIME_METHODS}")
    target_link_options(${name} PRIVATE -sEXPORTED_RUNTIME_METHODS=${list})
  endif()
  foreach(file IN LISTS arg_JS_LIBRARIES)
    target_link_options(${name} PRIVATE "--js-library=${CMAKE_CURRENT_SOURCE_DIR}/${file}")
    set_property(TARGET ${name} APPEND PROPERTY LINK_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/${file}")
  endforeach()
endfunction()

# vinculo_wasm_test(NAME): the executable NAME becomes NAME.js, run as a program: node NAME.js ARGUMENTS. It sees the real
# file system, so that tests read their stored data as they do natively.
function(vinculo_wasm_test name)
  vinculo_target(${name})
  vinculo_exceptions(${name})
  set_target_properties(${name} PROPERTIES SUFFIX .js)
  target_link_options(${name} PRIVATE
    -sENVIRONMENT=node -sNODERAWFS=1 -sEXIT_RUNTIME=1 -sALLOW_MEMORY_GROWTH=1 -sMAXIMUM_MEMORY=4294967296 -sSTACK_SIZE=1048576)
endfunction()
