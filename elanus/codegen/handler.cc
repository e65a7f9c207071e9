// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/codegen/handler.h"

#include <algorithm>
#include <string_view>

#include "elanus/base/strcat.h"
#include "elanus/codegen/code.h"
#include "elanus/codegen/source_text.h"

namespace elanus::codegen {

std::string HandlerHeader(const std::string& include, const std::vector<Handler>& handlers) {
  Code code;
  code.Line("// What the service does. Methods that the IDL gets later are added here by the next run of elanus.");
  code.Line("#pragma once");
  code.Blank();
  code.Line("#include \"elanus/elanus.h\"");
  code.Line("#include \"", include, "\"");
  for (const Handler& handler : handlers) {
    code.Blank();
    code.Open("class ", handler.name, " : public ", handler.base, " {");
    code.Label("public:");
    for (const HandlerMethod& method : handler.methods) code.Text(method.declaration);
    code.Close("};");
  }
  return code.text();
}

std::string HandlerSource(const std::vector<Handler>& handlers) {
  Code code;
  code.Line("#include \"handler.h\"");
  for (const Handler& handler : handlers) {
    for (const HandlerMethod& method : handler.methods) {
      code.Blank();
      code.Text(method.definition);
    }
  }
  return code.text();
}

static std::vector<const HandlerMethod*> MissingIn(std::string_view body, const Handler& handler) {
  std::vector<const HandlerMethod*> missing;
  for (const HandlerMethod& method : handler.methods) {
    if (!HasFunction(body, method.name)) missing.push_back(&method);
  }
  return missing;
}

// Behind the last method that overrides one, else before the closing brace; at the beginning of a line.
static std::size_t PlaceFor(std::string_view bare, const ClassBody& body, bool& labelled) {
  const std::string_view inside = bare.substr(0, body.end);
  const std::size_t last = inside.rfind("override;");
  labelled = last != std::string_view::npos && last > body.begin;
  if (labelled) return std::min(bare.find('\n', last), bare.size() - 1) + 1;
  const std::size_t line = inside.rfind('\n');
  return line != std::string_view::npos && line > body.begin ? line + 1 : body.end;
}

void CompleteHandlers(const std::vector<Handler>& handlers, std::string& header, std::string& source,
                      std::vector<std::string>& notes) {
  for (const Handler& handler : handlers) {
    const std::string bare = WithoutComments(header);
    const auto body = FindClass(bare, handler.name);
    const std::string_view inside = body ? std::string_view(bare).substr(body->begin, body->end - body->begin) : "";
    const auto missing = MissingIn(inside, handler);
    if (missing.empty()) continue;
    if (!body) {
      notes.push_back(StrCat("handler.h has no class ", handler.name, ": it is left as it is"));
      continue;
    }
    Code declarations;
    bool labelled = false;
    const std::size_t place = PlaceFor(bare, *body, labelled);
    declarations.In();
    if (!labelled) declarations.Label("public:");
    for (const HandlerMethod* method : missing) declarations.Text(method->declaration);
    header.insert(place, declarations.text());
    const std::string bare_source = WithoutComments(source);
    for (const HandlerMethod* method : missing) {
      const std::string full = StrCat(handler.name, "::", method->name);
      notes.push_back(StrCat("added ", full, " to handler.h"));
      if (HasFunction(bare_source, full)) continue;
      if (source.empty()) source = "#include \"handler.h\"\n";
      if (source.back() != '\n') source.push_back('\n');
      source += "\n" + method->definition;
    }
  }
}

}  // namespace elanus::codegen
