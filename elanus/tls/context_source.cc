// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/tls/context_source.h"

#include <utility>

#include <sys/stat.h>

#include "elanus/async/runtime.h"
#include "elanus/base/log.h"

namespace elanus::tls {

namespace {

std::int64_t Nanos(const timespec& time) { return time.tv_sec * std::int64_t{1'000'000'000} + time.tv_nsec; }

}  // namespace

FileStamp::FileStamp(const Pem& pem) {
  struct stat found = {};
  if (!pem.is_file() || ::stat(pem.name().c_str(), &found) != 0) return;
  device_ = found.st_dev;
  inode_ = found.st_ino;
  size_ = found.st_size;
  modified_ = Nanos(found.st_mtim);
  changed_ = Nanos(found.st_ctim);
}

ContextSource::ContextSource(const TlsConfig& config, Make make)
    : config_(config),
      make_(make),
      has_files_(config.certificate.is_file() || config.key.is_file() || config.authorities.is_file()),
      stamps_(Look()) {}

Result<std::shared_ptr<ContextSource>> ContextSource::New(const TlsConfig& config, Make make) {
  // The stamps are taken before the files are read: what changes in between is read again.
  std::shared_ptr<ContextSource> source(new ContextSource(config, make));
  auto made = make(config);
  if (!made) return made.status();
  source->context_ = std::move(*made);
  return source;
}

ContextSource::Stamps ContextSource::Look() const {
  return {FileStamp(config_.certificate), FileStamp(config_.key), FileStamp(config_.authorities)};
}

bool ContextSource::Changed(TimePoint now) {
  if (!has_files_ || config_.reload_interval <= Duration(0) || now < next_look_ || reloading_) return false;
  next_look_ = now + config_.reload_interval;
  return reloading_ = Look() != stamps_;
}

std::shared_ptr<const Context> ContextSource::Get(async::Loop& loop) {
  bool changed = false;
  std::shared_ptr<const Context> context;
  {
    const std::lock_guard lock(mutex_);
    changed = Changed(loop.now());
    context = context_;
  }
  if (!changed) return context;
  Status begun = Unavailable("the loop has no threads for it");
  if (loop.runtime() != nullptr) begun = loop.runtime()->Block([self = shared_from_this()] { self->Reload(); });
  if (begun.ok()) return context;
  LogError("TLS: new certificates cannot be read now: ", begun.message());
  const std::lock_guard lock(mutex_);
  reloading_ = false;
  return context;
}

void ContextSource::Reload() {
  const Stamps stamps = Look();
  auto made = make_(config_);
  {
    const std::lock_guard lock(mutex_);
    reloading_ = false;
    if (made.ok()) {
      context_ = *made;
      stamps_ = stamps;
    }
  }
  // A key and a certificate that do not fit may be two halves of a change: it is tried again.
  if (!made.ok()) {
    LogError("TLS: the certificates of before stay in use: ", made.status().message());
  } else {
    LogInfo("TLS: certificates were read again: ",
            (config_.certificate.is_file() ? config_.certificate : config_.authorities).name());
  }
}

}  // namespace elanus::tls
