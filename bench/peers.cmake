# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
#
# Apache Thrift and gRPC, as Debian has them.

find_program(BENCH_THRIFT thrift)
pkg_check_modules(BENCH_THRIFT_NB QUIET IMPORTED_TARGET thrift-nb)
find_library(BENCH_EVENT event)
if(BENCH_THRIFT AND BENCH_THRIFT_NB_FOUND AND BENCH_EVENT)
  set(generated ${CMAKE_CURRENT_BINARY_DIR}/gen/thrift)
  file(MAKE_DIRECTORY ${generated})
  add_custom_command(
    OUTPUT ${generated}/Echo.cpp ${generated}/Echo.h
    COMMAND ${BENCH_THRIFT} --gen cpp:no_skeleton -out ${generated} ${CMAKE_CURRENT_SOURCE_DIR}/echo.thrift
    DEPENDS echo.thrift VERBATIM)
  add_library(echo_thrift STATIC ${generated}/Echo.cpp ${generated}/Echo.h)
  # As system headers: their warnings are not ours.
  target_include_directories(echo_thrift SYSTEM PUBLIC ${generated})
  target_link_libraries(echo_thrift PUBLIC PkgConfig::BENCH_THRIFT_NB ${BENCH_EVENT})
  bench_program(thrift_echo servers/thrift_echo.cc echo_thrift)
  bench_program(thrift_client clients/thrift_client.cc echo_thrift)
else()
  message(STATUS "bench: without Apache Thrift (./run setup bench installs it)")
endif()

find_program(BENCH_PROTOC protoc)
find_program(BENCH_GRPC_PLUGIN grpc_cpp_plugin)
find_library(BENCH_GRPC grpc++)
find_library(BENCH_PROTOBUF protobuf)
if(BENCH_PROTOC AND BENCH_GRPC_PLUGIN AND BENCH_GRPC AND BENCH_PROTOBUF)
  set(generated ${CMAKE_CURRENT_BINARY_DIR}/gen/grpc)
  file(MAKE_DIRECTORY ${generated})
  set(outputs ${generated}/echo.pb.cc ${generated}/echo.pb.h ${generated}/echo.grpc.pb.cc ${generated}/echo.grpc.pb.h)
  add_custom_command(
    OUTPUT ${outputs}
    COMMAND ${BENCH_PROTOC} -I ${CMAKE_CURRENT_SOURCE_DIR} --cpp_out=${generated} --grpc_out=${generated}
            --plugin=protoc-gen-grpc=${BENCH_GRPC_PLUGIN} ${CMAKE_CURRENT_SOURCE_DIR}/echo.proto
    DEPENDS echo.proto VERBATIM)
  add_library(echo_grpc STATIC ${outputs})
  target_include_directories(echo_grpc SYSTEM PUBLIC ${generated})
  target_link_libraries(echo_grpc PUBLIC ${BENCH_GRPC} grpc gpr absl_synchronization ${BENCH_PROTOBUF})
  bench_program(grpc_echo servers/grpc_echo.cc echo_grpc)
  bench_program(grpc_client clients/grpc_client.cc echo_grpc)

  elanus_generate(TARGET echo_pb_gen PROTO echo.proto)
  bench_program(elanus_grpc_echo servers/elanus_grpc_echo.cc echo_pb_gen elanus::core elanus::tls)
else()
  message(STATUS "bench: without gRPC (./run setup bench installs it)")
endif()
