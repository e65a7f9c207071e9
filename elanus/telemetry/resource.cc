// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/telemetry/resource.h"

#include <climits>
#include <cstdlib>
#include <utility>

#include <pwd.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "elanus/telemetry/encode.h"
#include "elanus/telemetry/percent.h"
#include "elanus/telemetry/text.h"

namespace elanus {

namespace {

std::string ExecutablePath() {
  char path[PATH_MAX];
  const ssize_t size = ::readlink("/proc/self/exe", path, sizeof path);
  return size > 0 ? std::string(path, static_cast<std::size_t>(size)) : std::string();
}

std::string BaseName(const std::string& path) { return path.substr(path.rfind('/') + 1); }

std::string Owner() {
  char buffer[4096];
  passwd entry;
  passwd* found = nullptr;
  if (::getpwuid_r(::geteuid(), &entry, buffer, sizeof buffer, &found) != 0 || found == nullptr) {
    return StrCat(::geteuid());
  }
  return found->pw_name;
}

}  // namespace

Resource& Resource::Set(std::string_view key, Value value) {
  attributes_.insert_or_assign(std::string(key), std::move(value));
  return *this;
}

Resource& Resource::AddMissing(const Resource& other) {
  attributes_.insert(other.attributes_.begin(), other.attributes_.end());
  return *this;
}

std::string_view Resource::Text(std::string_view key) const {
  const auto found = attributes_.find(key);
  if (found == attributes_.end()) return {};
  const auto* text = std::get_if<std::string>(&found->second);
  return text != nullptr ? std::string_view(*text) : std::string_view();
}

Result<Resource> Resource::Parse(std::string_view text) {
  Resource resource;
  while (!text.empty()) {
    const std::string_view pair = telemetry::TakeMember(text);
    if (telemetry::Trim(pair).empty()) continue;
    const std::size_t equals = pair.find('=');
    const std::string_view key = telemetry::Trim(pair.substr(0, equals));
    if (equals == std::string_view::npos || key.empty()) {
      return InvalidArgument("resource attributes: expected key=value, got \"", pair, "\"");
    }
    auto value = telemetry::PercentDecode(telemetry::Trim(pair.substr(equals + 1)));
    if (!value) return value.status().Prefixed(StrCat("resource attributes: value of ", key, ": "));
    resource.Set(key, std::move(*value));
  }
  return resource;
}

Resource Resource::Detect() {
  Resource resource;
  utsname names;
  if (::uname(&names) == 0) {
    resource.Set("host.name", std::string(names.nodename));
    resource.Set("host.arch",
                 std::string(names.machine) == "x86_64" ? std::string("amd64") : std::string(names.machine));
    resource.Set("os.type", std::string("linux"));
    resource.Set("os.description", StrCat(std::string_view(names.sysname), ' ', std::string_view(names.release), ' ',
                                          std::string_view(names.version)));
  }
  resource.Set("process.pid", std::int64_t{::getpid()});
  const std::string path = ExecutablePath();
  if (!path.empty()) {
    resource.Set("process.executable.path", path);
    resource.Set("process.executable.name", BaseName(path));
  }
  resource.Set("process.owner", Owner());
  resource.Set("process.runtime.name", std::string("cpp"));
  return resource;
}

Resource Resource::Sdk() {
  Resource resource;
  resource.Set("telemetry.sdk.name", std::string(telemetry::kScopeName));
  resource.Set("telemetry.sdk.language", std::string("cpp"));
  resource.Set("telemetry.sdk.version", std::string(telemetry::kVersion));
  return resource;
}

Resource Resource::DefaultService() {
  Resource resource;
  resource.Set("service.name", StrCat("unknown_service:", BaseName(ExecutablePath())));
  return resource;
}

namespace telemetry {

std::string EncodeResource(const Resource& resource) {
  Bytes out;
  for (const auto& [key, value] : resource.attributes()) {
    const auto* text = std::get_if<std::string>(&value);
    const AttributeValue encoded =
        text != nullptr ? AttributeValue(*text) : AttributeValue(std::get<std::int64_t>(value));
    EncodeAttribute(out, otlp::kResourceAttributes, key, encoded, SIZE_MAX);
  }
  return std::string(out.view());
}

}  // namespace telemetry

}  // namespace elanus
