# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
#
# elanus_generate(TARGET t IDL a.thrift... [INCLUDE dir...] [GEN_PATH dir])
# Adds the C++ code of the Thrift files, and of those that they include, to the target t, which is made as a static
# library when it does not exist: what links t can include "<namespace>/<idl>.h". The code is made again when one of
# the files changes. Two targets may hold the same included file if their GEN_PATHs differ, as they do by default.
#
# A build must know the names of generated files before they are there, since others include them. They follow from the
# namespaces, so those and the includes are read here, again whenever a Thrift file changes.

# The namespace and the includes of a Thrift file, without what stands in comments.
function(_elanus_read_idl path namespace_out includes_out)
  file(READ ${path} text)
  string(REPLACE ";" " " text "${text}")
  string(REGEX REPLACE "/\\*([^*]|\\*+[^*/])*\\*+/" " " text "${text}")
  string(REGEX REPLACE "(//|#)[^\n]*" "" text "${text}")
  get_filename_component(namespace ${path} NAME_WE)
  foreach(language go "\\*" cpp)  # the last one that is there counts
    if(text MATCHES "namespace[ \t\r\n]+${language}[ \t\r\n]+([A-Za-z0-9_.]+)")
      set(namespace ${CMAKE_MATCH_1})
    endif()
  endforeach()
  set(includes)
  string(REGEX MATCHALL "(^|[ \t\r\n])include[ \t\r\n]+[\"'][^\"']+[\"']" lines "${text}")
  foreach(line IN LISTS lines)
    string(REGEX REPLACE ".*[\"']([^\"']+)[\"']" "\\1" include "${line}")
    list(APPEND includes ${include})
  endforeach()
  set(${namespace_out} ${namespace} PARENT_SCOPE)
  set(${includes_out} ${includes} PARENT_SCOPE)
endfunction()

# Where generated files of a Thrift file go, as the generator has it (elanus/codegen/names.cc).
function(_elanus_generated_name path namespace out)
  string(REPLACE "." ";" parts "${namespace}")
  set(folders)
  foreach(part IN LISTS parts)
    string(MAKE_C_IDENTIFIER "${part}" part)
    if(part MATCHES "^(${_elanus_reserved})$")
      string(APPEND part "_")
    endif()
    string(APPEND folders "${part}/")
  endforeach()
  get_filename_component(name ${path} NAME)
  string(REGEX REPLACE "\\.thrift$" "" name "${name}")
  set(${out} ${folders}${name} PARENT_SCOPE)
endfunction()

# Namespace parts that get a trailing `_`: keywords, and what generated code is written with.
string(CONCAT _elanus_reserved
  "std|elanus|alignas|alignof|and|and_eq|asm|assert|auto|bitand|bitor|bool|break|case|catch|char|class|compl|concept|"
  "const|constexpr|continue|decltype|default|delete|do|double|else|enum|errno|explicit|export|extern|false|float|for|"
  "friend|goto|if|inline|int|linux|long|mutable|namespace|new|noexcept|not|not_eq|nullptr|operator|or|or_eq|private|"
  "protected|public|register|requires|return|short|signed|sizeof|static|struct|switch|template|this|throw|true|try|"
  "typedef|typeid|typename|typeof|union|unix|unsigned|using|virtual|void|volatile|while|xor|xor_eq")

function(elanus_generate)
  cmake_parse_arguments(arg "" "TARGET;GEN_PATH" "IDL;INCLUDE" ${ARGN})
  if(NOT arg_TARGET OR NOT arg_IDL OR arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "expected elanus_generate(TARGET t IDL a.thrift... [INCLUDE dir...] [GEN_PATH dir]), got ${ARGN}")
  endif()
  if(NOT arg_GEN_PATH)
    set(arg_GEN_PATH ${CMAKE_CURRENT_BINARY_DIR}/gen/${arg_TARGET})
  endif()
  get_filename_component(arg_GEN_PATH ${arg_GEN_PATH} ABSOLUTE)
  set(flags)
  set(search)
  foreach(dir IN LISTS arg_INCLUDE)
    get_filename_component(dir ${dir} ABSOLUTE)
    list(APPEND flags -I ${dir})
    list(APPEND search ${dir})
  endforeach()

  set(idls)
  foreach(idl IN LISTS arg_IDL)
    get_filename_component(idl ${idl} ABSOLUTE)
    list(APPEND idls ${idl})
  endforeach()
  set(waiting ${idls})
  set(files)
  set(generated)
  while(waiting)
    list(POP_FRONT waiting path)
    if(path IN_LIST files)
      continue()
    endif()
    list(APPEND files ${path})
    if(NOT EXISTS ${path})
      message(FATAL_ERROR "elanus_generate(TARGET ${arg_TARGET}): ${path} does not exist")
    endif()
    _elanus_read_idl(${path} namespace includes)
    _elanus_generated_name(${path} "${namespace}" name)
    list(APPEND generated ${arg_GEN_PATH}/${name}.h ${arg_GEN_PATH}/${name}.cc)
    get_filename_component(folder ${path} DIRECTORY)
    foreach(include IN LISTS includes)
      foreach(dir IN LISTS folder search)
        get_filename_component(found ${include} ABSOLUTE BASE_DIR ${dir})
        if(EXISTS ${found})
          list(APPEND waiting ${found})
          break()
        endif()
      endforeach()  # one that is not found is the generator's to report
    endforeach()
  endwhile()
  list(REMOVE_DUPLICATES generated)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${files})

  add_custom_command(
    OUTPUT ${generated}
    COMMAND elanus::tool -gen-path ${arg_GEN_PATH} ${flags} ${idls}
    DEPENDS ${files} $<TARGET_FILE:elanus::tool>
    COMMENT "Generating C++ for ${arg_TARGET}"
    VERBATIM)
  if(NOT TARGET ${arg_TARGET})
    add_library(${arg_TARGET} STATIC)
  endif()
  target_sources(${arg_TARGET} PRIVATE ${generated})
  target_include_directories(${arg_TARGET} PUBLIC ${arg_GEN_PATH})
  target_link_libraries(${arg_TARGET} PUBLIC elanus::core)
endfunction()
