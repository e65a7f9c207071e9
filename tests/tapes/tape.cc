// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/tapes/tape.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <utility>

#include "elanus/base/check.h"
#include "elanus/base/status.h"
#include "tests/tapes/message.h"

namespace elanus::tapes {

namespace {

namespace fs = std::filesystem;
using Kind = TapeEvent::Kind;

fs::path Data() { return fs::path(ELANUS_SOURCE_DIR) / "tests/tapes/data"; }

std::string FromHex(std::string_view hex) {
  const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  std::string bytes;
  bytes.reserve(hex.size() / 2);
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
    bytes.push_back(static_cast<char>(digit(hex[i]) << 4 | digit(hex[i + 1])));
  return bytes;
}

// Reads the lines: chunks become messages, at the place of the chunk that completed them.
class TapeReader {
 public:
  void Line(const std::string& line) {
    std::istringstream words(line);
    int connection = 0;
    std::string direction, data;
    words >> connection >> direction >> data;
    const bool to_server = direction == ">";
    if (data == "CLOSE") {
      events_.emplace_back(to_server ? Kind::kClientClosed : Kind::kServerClosed, connection);
      return;
    }
    std::string& partial = partial_[{connection, to_server}];
    partial += FromHex(data);
    while (const std::size_t size = MessageSize(partial)) {
      events_.emplace_back(to_server ? Kind::kRequest : Kind::kReply, connection, partial.substr(0, size));
      partial.erase(0, size);
    }
  }

  Script Take(const std::string& name) {
    for (const auto& [key, bytes] : partial_)
      ELANUS_CHECK(bytes.empty(), name, ": connection ", key.first, " ends inside a message");
    return std::move(events_);
  }

 private:
  Script events_;
  std::map<std::pair<int, bool>, std::string> partial_;
};

// Which request a reply answers: on a multiplexed connection the one with its sequence id, else the oldest.
std::size_t Answered(const std::vector<const TapeEvent*>& open, const TapeEvent& reply, bool multiplexed) {
  for (const TapeEvent* request : open) {
    if (request->connection != reply.connection) continue;
    if (!multiplexed || SequenceId(request->bytes) == SequenceId(reply.bytes)) return request->request;
  }
  ELANUS_CHECK(false, "a reply on connection ", reply.connection, " to no request");
  return 0;
}

void Number(Script& script, bool multiplexed) {
  std::map<int, int> connections;
  std::vector<const TapeEvent*> open;
  std::size_t requests = 0;
  for (TapeEvent& event : script) {
    event.connection = connections.emplace(event.connection, static_cast<int>(connections.size()) + 1).first->second;
    if (event.kind == Kind::kRequest) {
      event.request = requests++;
      open.push_back(&event);
    } else if (event.kind == Kind::kReply) {
      event.request = Answered(open, event, multiplexed);
      std::erase_if(open, [&event](const TapeEvent* request) { return request->request == event.request; });
    }
  }
}

// The server's own calls in `hop2` without those that the next server made while it was asked.
Script WithoutNextServer(const Script& inner) {
  Script own;
  std::set<int> seen, own_connections;
  int open = 0;
  for (const TapeEvent& event : inner) {
    if (seen.insert(event.connection).second && open == 0) own_connections.insert(event.connection);
    if (!own_connections.contains(event.connection)) continue;
    open += event.kind == Kind::kRequest ? 1 : -1;
    own.push_back(event);
  }
  return own;
}

}  // namespace

Tape::Tape(std::string_view name)
    : name(name), folder(name.substr(0, name.find('/'))), of_case(name.substr(name.find('/') + 1)) {
  std::ifstream file(Data() / (this->name + ".txt"));
  ELANUS_CHECK(file.good(), "there is no tape ", name);
  TapeReader reader;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("# outcome ")) {
      outcome = line.substr(10);
    } else {
      reader.Line(line);
    }
  }
  const Script events = reader.Take(this->name);
  std::set<int> closed;
  for (const TapeEvent& event : events) {
    if (event.kind == Kind::kClientClosed) closed.insert(event.connection);
    largest = std::max(largest, event.bytes.size());
  }
  for (const TapeEvent& event : events) (closed.contains(event.connection) ? client : inner).push_back(event);
  inner = WithoutNextServer(inner);

  const auto says = [this](std::string_view what) { return folder.find(what) != std::string::npos; };
  meta = !says("-nometa");
  checksum = says("-crc");
  multiplexed = says("-mux");
  transport = says("ttheader_framed") ? Transport::kTTHeaderFramed
              : says("ttheader")      ? Transport::kTTHeader
              : says("framed")        ? Transport::kFramed
                                      : Transport::kBuffered;
  Number(client, multiplexed);
  Number(inner, false);
}

bool ServerCloses(const Tape& tape, std::string_view reply) {
  const int exception = ExceptionType(reply);
  return !tape.multiplexed && exception != 0 && exception != static_cast<int>(AppException::kInternalError);
}

std::vector<std::string> TapeNames() {
  std::vector<std::string> names;
  for (const auto& entry : fs::recursive_directory_iterator(Data())) {
    const fs::path& path = entry.path();
    const std::string folder = path.parent_path().filename().string();
    // Those of Kitex-Protobuf and gRPC are held to what callers got (interop/outcomes.py).
    if (folder.starts_with("grpc") || folder.starts_with("kitex_protobuf")) continue;
    if (path.extension() == ".txt") names.push_back(folder + "/" + path.stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::string TestName(std::string_view name) {
  std::string out(name);
  for (char& c : out) {
    if (c == '/' || c == '-') c = '_';
  }
  return out;
}

}  // namespace elanus::tapes
