// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/idl/load.h"

#include <cstddef>
#include <filesystem>
#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "elanus/base/strcat.h"
#include "elanus/idl/parser.h"

namespace elanus::idl {
namespace {

// A path in a message: one that nobody would have written is cut.
std::string Shown(const std::string& path) {
  constexpr std::size_t kShown = 400;
  return StrCat("'", path.substr(0, kShown), path.size() > kShown ? "...'" : "'");
}

std::string Normal(const std::filesystem::path& path) { return path.lexically_normal().string(); }

class Loader {
 public:
  Loader(const ParseOptions& options, Program& program, Diagnostics& diagnostics)
      : options_(options), program_(program), diagnostics_(diagnostics), budget_(options.limits.nodes) {}

  void LoadMain(const std::string& path) {
    // A source for faults that have a path and no line.
    Position nowhere(program_.sources.emplace_back(std::make_unique<Source>(path, "")).get(), 0, 0);
    auto text = Read(path);
    if (!text) return diagnostics_.Error(nowhere, StrCat("cannot read the file: ", text.status().message()));
    Add(path, *std::move(text), nowhere);
  }

 private:
  // Code::kNotFound: not there. Counts what was read.
  Result<std::string> Read(const std::string& path) {
    const auto& limits = options_.limits;
    auto text = options_.reader(path, limits.file_bytes);
    if (!text) return text;
    if (text->size() > limits.file_bytes) return ResourceExhausted("it has more than ", limits.file_bytes, " bytes");
    total_bytes_ += text->size();
    if (total_bytes_ > limits.total_bytes) {
      return ResourceExhausted("all files together have more than ", limits.total_bytes, " bytes");
    }
    return text;
  }

  // Parses the text and loads what it includes; the file, or null after an error. Recursion is bounded by the
  // limit on files.
  const File* Add(const std::string& path, std::string text, Position from) {
    if (++count_ > options_.limits.files) {
      diagnostics_.Error(from, StrCat("more than ", options_.limits.files, " files"));
      return nullptr;
    }
    auto file = std::make_unique<File>();
    file->path = path;
    const Source& source = *program_.sources.emplace_back(std::make_unique<Source>(path, std::move(text)));
    std::string key = Normal(path);
    known_[key] = nullptr;
    if (!Parser(source, options_.limits, budget_, diagnostics_, *file).ParseFile()) return nullptr;
    open_.push_back(key);
    for (auto& include : file->includes) include.file = LoadInclude(*file, include);
    open_.pop_back();
    known_[key] = file.get();
    program_.files.push_back(std::move(file));
    return program_.files.back().get();
  }

  const File* LoadInclude(const File& from, const Include& include) {
    for (const auto& candidate : Candidates(from, include)) {
      if (auto it = known_.find(candidate); it != known_.end()) {
        if (it->second == nullptr) ReportIfOpen(candidate, include);
        return it->second;
      }
      auto text = Read(candidate);
      if (text) return Add(candidate, *std::move(text), include.position);
      if (text.status().code() == Code::kNotFound) continue;
      diagnostics_.Error(include.position, StrCat("cannot read ", Shown(candidate), ": ", text.status().message()));
      return nullptr;
    }
    std::string tried;
    for (const auto& candidate : Candidates(from, include)) {
      StrAppendQuoted(tried, candidate);
    }
    diagnostics_.Error(include.position, StrCat("cannot find ", Shown(include.path), "; tried ", tried));
    return nullptr;
  }

  static void StrAppendQuoted(std::string& list, const std::string& item) {
    list += StrCat(list.empty() ? "" : ", ", Shown(item));
  }

  std::vector<std::string> Candidates(const File& from, const Include& include) const {
    std::filesystem::path path(include.path);
    if (path.is_absolute()) return {Normal(path)};
    std::vector<std::string> candidates = {Normal(std::filesystem::path(from.path).parent_path() / path)};
    for (const auto& folder : options_.include_dirs) {
      std::string candidate = Normal(std::filesystem::path(folder) / path);
      if (candidate != candidates.front()) candidates.push_back(std::move(candidate));
    }
    return candidates;
  }

  // A known file without a tree is one that has errors of its own, or one that is being loaded: a cycle.
  void ReportIfOpen(const std::string& key, const Include& include) {
    std::string cycle;
    for (const auto& open : open_) {
      if (open == key || !cycle.empty()) cycle += StrCat(open, " -> ");
    }
    if (!cycle.empty()) diagnostics_.Error(include.position, StrCat("files include each other: ", cycle, key));
  }

  const ParseOptions& options_;
  Program& program_;
  Diagnostics& diagnostics_;
  NodeBudget budget_;
  std::size_t total_bytes_ = 0;
  std::size_t count_ = 0;
  std::map<std::string, const File*> known_;  // by normal path
  std::vector<std::string> open_;             // the chain of files whose includes are being loaded
};

}  // namespace

void Load(const std::string& path, const ParseOptions& options, Program& program, Diagnostics& diagnostics) {
  Loader(options, program, diagnostics).LoadMain(path);
}

}  // namespace elanus::idl
