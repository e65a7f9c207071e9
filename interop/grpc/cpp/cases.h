// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// gRPC's interop cases with gRPC's C++ library. What each of them calls and expects: docs/interop.md.
#pragma once

#include <grpcpp/grpcpp.h>

#include <memory>
#include <span>
#include <string>

#include "testing.grpc.pb.h"

using Channel = std::shared_ptr<grpc::Channel>;

struct Case {
  const char* name;
  // Throws what is wrong.
  void (*run)(const Channel& channel);
};

std::span<const Case> AllCases();

// Throws unless `holds`.
void Require(bool holds, const std::string& expected);
void RequireStatus(const grpc::Status& status, int code, const std::string& message);

grpc::testing::SimpleRequest LargeRequest();
// Zeros, as all of gRPC's cases send them.
void FillPayload(grpc::testing::Payload& payload, std::size_t size);
template <class Response>
void RequireBody(const Response& response, std::size_t size) {
  Require(response.payload().body().size() == size,
          "a payload of " + std::to_string(size) + " bytes, got " + std::to_string(response.payload().body().size()));
}

// cases_compressed.cc
void ClientCompressedUnary(const Channel& channel);
void ServerCompressedUnary(const Channel& channel);
void ClientCompressedStreaming(const Channel& channel);
void ServerCompressedStreaming(const Channel& channel);
