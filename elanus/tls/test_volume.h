// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// For tests: certificates in files.
#pragma once

#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "elanus/base/check.h"
#include "elanus/tls/test_certificates.h"

namespace elanus::tls {

// A folder of certificates as Kubernetes and cert-manager change it: the files are links into a folder, and which
// folder that is changes in one step.
class TestVolume {
 public:
  TestVolume() {
    char path[] = "/tmp/elanus-tls-XXXXXX";
    ELANUS_CHECK(mkdtemp(path) != nullptr, path);
    path_ = path;
    for (const std::string name : {"tls.crt", "tls.key", "ca.crt"})
      std::filesystem::create_symlink("data/" + name, path_ / name);
  }
  TestVolume(const TestVolume&) = delete;
  TestVolume& operator=(const TestVolume&) = delete;
  ~TestVolume() { std::filesystem::remove_all(path_); }

  std::string File(const std::string& name) const { return path_ / name; }
  Pem Of(const std::string& name) const { return Pem::File(File(name)); }
  // All in one step.
  void Become(const TestIdentity& identity, const std::string& authorities) {
    const std::string next = "version" + std::to_string(++versions_);
    std::filesystem::create_directory(path_ / next);
    std::ofstream(path_ / next / "tls.crt") << identity.certificate;
    std::ofstream(path_ / next / "tls.key") << identity.key;
    std::ofstream(path_ / next / "ca.crt") << authorities;
    std::filesystem::create_directory_symlink(next, path_ / "next");
    std::filesystem::rename(path_ / "next", path_ / "data");
  }

 private:
  std::filesystem::path path_;
  int versions_ = 0;
};

}  // namespace elanus::tls
