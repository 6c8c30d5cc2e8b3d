# Fonts, icons and the target `site`: everything the browser loads, ready to be served (tools/assets/site.mjs).

execute_process(COMMAND "${CMAKE_SOURCE_DIR}/tools/toolchain/node.sh"
  OUTPUT_VARIABLE node_folder OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
set(VINCULO_NODE "${node_folder}/node")
set(VINCULO_ICON_LIST "${CMAKE_SOURCE_DIR}/web/theme/icons.txt")
set(icon_code_points "${CMAKE_SOURCE_DIR}/node_modules/lucide-static/font/codepoints.json")

# vinculo_icons: #include "theme/icons.h", where the icon user-plus is vinculo::theme::icon::user_plus.
set(icons_header "${CMAKE_BINARY_DIR}/generated/theme/icons.h")
add_custom_command(OUTPUT "${icons_header}"
  COMMAND "${VINCULO_NODE}" "${CMAKE_SOURCE_DIR}/tools/assets/icons.mjs" "${VINCULO_ICON_LIST}" "${icon_code_points}" "${icons_header}"
  DEPENDS "${CMAKE_SOURCE_DIR}/tools/assets/icons.mjs" "${VINCULO_ICON_LIST}" "${icon_code_points}"
  COMMENT "Naming the icons" VERBATIM)
add_custom_target(icons_header DEPENDS "${icons_header}")
add_library(vinculo_icons INTERFACE)
target_include_directories(vinculo_icons INTERFACE "${CMAKE_BINARY_DIR}/generated")
add_dependencies(vinculo_icons icons_header)

if(NOT EMSCRIPTEN)
  return()
endif()

set(fonts_folder "${CMAKE_BINARY_DIR}/fonts")
set(fonts "${fonts_folder}/inter-400.ttf" "${fonts_folder}/inter-500.ttf" "${fonts_folder}/inter-600.ttf" "${fonts_folder}/icons.ttf")
add_custom_command(OUTPUT ${fonts}
  COMMAND /usr/bin/python3 "${CMAKE_SOURCE_DIR}/tools/assets/fonts.py" "${CMAKE_SOURCE_DIR}/node_modules" "${VINCULO_ICON_LIST}" "${fonts_folder}"
  DEPENDS "${CMAKE_SOURCE_DIR}/tools/assets/fonts.py" "${VINCULO_ICON_LIST}" "${icon_code_points}"
  COMMENT "Cutting the fonts" VERBATIM)
add_custom_target(fonts DEPENDS ${fonts})

# vinculo_site(): call after all wasm executables are known. The build folder build/wasm makes build/site; any other one
# has its site inside.
function(vinculo_site)
  set(site "${CMAKE_BINARY_DIR}/site")
  if(CMAKE_BINARY_DIR STREQUAL "${CMAKE_SOURCE_DIR}/build/wasm")
    set(site "${CMAKE_SOURCE_DIR}/build/site")
  endif()
  get_property(executables GLOBAL PROPERTY VINCULO_SITE_EXECUTABLES)
  set(modules "")
  foreach(name IN LISTS executables)
    list(APPEND modules "$<TARGET_FILE:${name}>")
  endforeach()
  # Always run: the packager compares by content, writes only what changed and needs about a tenth of a second for that.
  add_custom_target(site
    COMMAND "${VINCULO_NODE}" "${CMAKE_SOURCE_DIR}/tools/assets/site.mjs" --source "${CMAKE_SOURCE_DIR}" --fonts "${fonts_folder}" --out "${site}" ${modules}
    COMMENT "Packaging the site" VERBATIM)
  add_dependencies(site fonts ${executables})
endfunction()
