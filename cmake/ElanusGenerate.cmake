# elanus_generate(TARGET t IDL a.thrift... [INCLUDE dir...] [GEN_PATH dir])
# Adds the C++ code of the Thrift files to the target t, which is made as a static library when it does not exist: what
# links t can include "<namespace>/<idl>.h". The code is made again when the IDL, or a file that it includes, changes.
function(elanus_generate)
  cmake_parse_arguments(arg "" "TARGET;GEN_PATH" "IDL;INCLUDE" ${ARGN})
  if(NOT arg_TARGET OR NOT arg_IDL OR arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "expected elanus_generate(TARGET t IDL a.thrift... [INCLUDE dir...] [GEN_PATH dir]), got ${ARGN}")
  endif()
  if(NOT arg_GEN_PATH)
    set(arg_GEN_PATH ${CMAKE_CURRENT_BINARY_DIR}/gen)
  endif()
  set(tool $<TARGET_FILE:elanus::tool>)
  set(includes)
  foreach(dir IN LISTS arg_INCLUDE)
    get_filename_component(dir ${dir} ABSOLUTE)
    list(APPEND includes -I ${dir})
  endforeach()
  foreach(idl IN LISTS arg_IDL)
    get_filename_component(path ${idl} ABSOLUTE)
    get_filename_component(name ${idl} NAME_WE)
    set(listing ${CMAKE_CURRENT_BINARY_DIR}/${arg_TARGET}_${name}.cc)
    # The names of the generated files follow from namespaces: one source of a known name includes them.
    add_custom_command(
      OUTPUT ${listing}
      COMMAND ${tool} -gen-path ${arg_GEN_PATH} ${includes} --unity ${listing} --depfile ${listing}.d ${path}
      DEPENDS ${path} elanus::tool
      DEPFILE ${listing}.d
      COMMENT "Generating C++ of ${name}.thrift"
      VERBATIM)
    list(APPEND sources ${listing})
  endforeach()
  if(NOT TARGET ${arg_TARGET})
    add_library(${arg_TARGET} STATIC)
  endif()
  target_sources(${arg_TARGET} PRIVATE ${sources})
  target_include_directories(${arg_TARGET} PUBLIC ${arg_GEN_PATH})
  target_link_libraries(${arg_TARGET} PUBLIC elanus::core)
endfunction()
