# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
#
# What users link, and what `cmake --install` lays out for find_package(Elanus).

# Servers and clients, without TLS and telemetry's exporters and the libraries that these need.
add_library(elanus_core INTERFACE)
target_link_libraries(elanus_core INTERFACE elanus_server elanus_client)
# All of it.
add_library(elanus_all INTERFACE)
target_link_libraries(elanus_all INTERFACE elanus_core elanus_telemetry elanus_tls elanus_otlp)
add_library(elanus::core ALIAS elanus_core)
add_library(elanus::elanus ALIAS elanus_all)
set_target_properties(elanus_core PROPERTIES EXPORT_NAME core)
set_target_properties(elanus_all PROPERTIES EXPORT_NAME elanus)
set_target_properties(elanus_flags PROPERTIES EXPORT_NAME flags)

# Called once, after all targets are there.
function(elanus_install)
  include(CMakePackageConfigHelpers)
  get_property(folders GLOBAL PROPERTY ELANUS_FOLDERS)
  set(destination ${CMAKE_INSTALL_LIBDIR}/cmake/Elanus)
  install(TARGETS ${folders} elanus_core elanus_all elanus_flags EXPORT ElanusTargets
    ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})
  if(TARGET elanus_tool)
    set_target_properties(elanus_tool PROPERTIES EXPORT_NAME tool)
    set_target_properties(protoc_gen_elanus PROPERTIES EXPORT_NAME protoc_gen_elanus)
    install(TARGETS elanus_tool protoc_gen_elanus EXPORT ElanusTargets RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
  endif()
  install(EXPORT ElanusTargets NAMESPACE elanus:: DESTINATION ${destination})
  # Headers of users and those that they include; what only our own tests include stays here.
  install(DIRECTORY ${PROJECT_SOURCE_DIR}/elanus DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}
    FILES_MATCHING PATTERN "*.h"
    PATTERN "testdata" EXCLUDE PATTERN "testing" EXCLUDE PATTERN "test_support.h" EXCLUDE PATTERN "test_peer.h" EXCLUDE
    PATTERN "test_world.h" EXCLUDE PATTERN "test_stream_contract.h" EXCLUDE PATTERN "test_certificates.h" EXCLUDE PATTERN "test_tls_world.h" EXCLUDE
    PATTERN "fuzz_input.h" EXCLUDE PATTERN "test_hex.h" EXCLUDE PATTERN "test_frames.h" EXCLUDE)
  configure_package_config_file(${PROJECT_SOURCE_DIR}/cmake/ElanusConfig.cmake.in
    ${PROJECT_BINARY_DIR}/ElanusConfig.cmake INSTALL_DESTINATION ${destination})
  write_basic_package_version_file(${PROJECT_BINARY_DIR}/ElanusConfigVersion.cmake COMPATIBILITY SameMinorVersion)
  install(FILES ${PROJECT_BINARY_DIR}/ElanusConfig.cmake ${PROJECT_BINARY_DIR}/ElanusConfigVersion.cmake
    ${PROJECT_SOURCE_DIR}/cmake/ElanusGenerate.cmake DESTINATION ${destination})
endfunction()
