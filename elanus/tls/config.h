// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What a side of a TLS connection shows and whom it trusts.
#pragma once

#include <chrono>
#include <string>
#include <utility>

#include "elanus/base/clock.h"
#include "elanus/base/result.h"

namespace elanus {

// Certificates or a key in PEM: a file's, or the text itself. Read when the client is made or the server starts,
// and a file when it has changed: see TlsConfig::reload_interval.
class Pem {
 public:
  Pem() = default;
  static Pem File(std::string path) { return Pem(std::move(path), true); }
  static Pem Text(std::string text) { return Pem(std::move(text), false); }

  bool empty() const { return value_.empty(); }
  bool is_file() const { return is_file_; }
  // The path, or "the given text".
  std::string name() const { return is_file_ ? value_ : "the given text"; }
  Result<std::string> Read() const;

 private:
  Pem(std::string value, bool is_file) : value_(std::move(value)), is_file_(is_file) {}
  std::string value_;
  bool is_file_ = false;
};

// TLS 1.2 and 1.3. The same for every protocol; a server's port then takes TLS connections only.
class TlsConfig {
 public:
  // This side's own, the certificate first and then those that lead to its authority. Servers need it; clients that
  // servers ask for it (mTLS).
  Pem certificate;
  Pem key;

  // Whom to trust. Clients: empty means the system's authorities. Servers: empty means that clients are not asked for
  // a certificate.
  Pem authorities;
  // Servers with authorities: whether clients without a certificate are refused. One that comes is verified always.
  bool require_client_certificate = true;

  // How often, at most, it is looked whether the files have changed: when a connection is made, so that new connections
  // have the new certificates. What cannot be used is logged, and those of before stay. Zero: never.
  Duration reload_interval = std::chrono::minutes(1);

  // Clients: the name, or the number, that the server's certificate must be for. Empty: the host that was dialled.
  std::string server_name;
  // Clients: takes any certificate from anybody, so that whoever is in between can read and change everything. For
  // tests.
  bool insecure_skip_verify = false;
};

}  // namespace elanus
