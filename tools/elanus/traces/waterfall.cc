// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// One line a row: tree and name, service, bar, duration.
#include "tools/elanus/traces/waterfall.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "elanus/base/strcat.h"
#include "tools/elanus/traces/details.h"
#include "tools/elanus/traces/layout.h"
#include "tools/elanus/traces/summary.h"
#include "tools/elanus/traces/text.h"

namespace elanus::traces {
namespace {

class Glyphs {
 public:
  std::string_view branch, corner, trunk, critical, other, network;
};
constexpr Glyphs kAscii{"|- ", "`- ", "|  ", "#", "-", "~"};
constexpr Glyphs kUnicode{"├─ ", "└─ ", "│  ", "━", "─", "┄"};

constexpr int kShownDepth = 12;  // ancestors drawn as lines; deeper rows begin with ".."
constexpr std::size_t kDurationColumns = 9;

class Painter {
 public:
  explicit Painter(bool color) : color_(color) {}
  std::string operator()(std::string_view code, std::string_view text) const {
    return color_ ? StrCat("\x1b[", code, "m", text, "\x1b[0m") : std::string(text);
  }
  // The same service, the same colour, in every trace.
  std::string Service(std::string_view service, std::string_view text) const {
    constexpr std::string_view kCodes[] = {"36", "33", "35", "32", "34", "96", "93", "95"};
    unsigned hash = 5381;
    for (char c : service) hash = hash * 33 + static_cast<unsigned char>(c);
    return (*this)(kCodes[hash % std::size(kCodes)], text);
  }

 private:
  bool color_;
};

std::string Tree(const Layout& layout, const Row& row, const Glyphs& glyphs) {
  if (row.depth == 0) return "";
  std::vector<std::string_view> parts{row.last ? glyphs.corner : glyphs.branch};
  int up = row.parent;
  while (up >= 0 && static_cast<int>(parts.size()) < kShownDepth) {
    const Row& above = layout.rows[static_cast<std::size_t>(up)];
    if (above.depth == 0) break;
    parts.push_back(above.last ? "   " : glyphs.trunk);
    up = above.parent;
  }
  std::string out;
  if (row.depth > kShownDepth) out = ".. ";
  for (auto part = parts.rbegin(); part != parts.rend(); ++part) out += *part;
  return out;
}

std::string NameOf(const Row& row, bool ascii) {
  if (!row.span) return "remote parent " + SpanToHex(row.id);
  std::string name = Printable(row.span->name, ascii);
  return name.empty() ? "(no name)" : name;
}

class Columns3 {
 public:
  std::size_t name = 0, service = 0, bar = 0;
};

Columns3 Measure(const Layout& layout, const WaterfallStyle& style, const Glyphs& glyphs) {
  Columns3 widths;
  for (std::size_t i = 0; i < std::min(layout.rows.size(), style.max_rows); ++i) {
    const Row& row = layout.rows[i];
    widths.name = std::max(widths.name, Columns(Tree(layout, row, glyphs)) + Columns(NameOf(row, style.ascii)) + 2);
    if (row.span) widths.service = std::max(widths.service, Columns(Printable(ServiceOf(*row.span), style.ascii)));
  }
  std::size_t columns = std::clamp<std::size_t>(style.columns, 60, 400);
  widths.service = std::min<std::size_t>(widths.service, columns / 6);
  widths.name = std::min(widths.name, columns * 45 / 100);
  widths.bar = columns - widths.name - widths.service - kDurationColumns - 4;
  return widths;
}

// Which cells of the bar a stretch fills; at least one.
std::pair<std::size_t, std::size_t> Cells(const Stretch& stretch, std::uint64_t length, std::size_t cells) {
  if (length == 0) return {0, cells};
  double scale = static_cast<double>(cells) / static_cast<double>(length);
  auto from = std::min(cells - 1, static_cast<std::size_t>(static_cast<double>(stretch.from) * scale));
  auto to = std::min(cells, static_cast<std::size_t>(static_cast<double>(stretch.to) * scale + 0.5));
  return {from, std::max(to, from + 1)};
}

std::string Bar(const Row& row, const Layout& layout, std::size_t cells, const Glyphs& glyphs, const Painter& paint) {
  std::vector<const std::string_view*> cell(cells, nullptr);
  auto fill = [&](const Stretch& stretch, const std::string_view* glyph) {
    auto [from, to] = Cells(stretch, layout.length, cells);
    std::fill(cell.begin() + static_cast<std::ptrdiff_t>(from), cell.begin() + static_cast<std::ptrdiff_t>(to), glyph);
  };
  fill(row.time, row.span ? &glyphs.other : &glyphs.network);
  for (const Stretch& stretch : row.critical) fill(stretch, &glyphs.critical);
  if (row.request && row.request->length() > 0) fill(*row.request, &glyphs.network);
  if (row.response && row.response->length() > 0) fill(*row.response, &glyphs.network);
  std::size_t first = 0, last = cells;
  while (first < cells && !cell[first]) ++first;
  while (last > first && !cell[last - 1]) --last;
  std::string bar;
  for (std::size_t i = first; i < last; ++i) bar += cell[i] ? *cell[i] : " ";
  bool failed = row.span && row.span->status == SpanStatus::kError;
  std::string painted = failed     ? paint("31", bar)
                        : row.span ? paint.Service(ServiceOf(*row.span), bar)
                                   : paint("2", bar);
  return StrCat(std::string(first, ' '), painted, std::string(cells - last, ' '));
}

std::string Heading(const Summary& summary, const WaterfallStyle& style, const Painter& paint) {
  bool ascii = style.ascii;
  std::string name = Printable(summary.name, ascii);
  std::string out = StrCat(paint("1", name.empty() ? "(no name)" : name), "  ", DurationText(summary.length), "  ",
                           summary.spans, summary.spans == 1 ? " span" : " spans");
  if (summary.services.size() > 1) out += StrCat(" of ", summary.services.size(), " services");
  if (!summary.protocol.empty()) out += "  " + Printable(summary.protocol, ascii);
  if (summary.errors > 0)
    out += "  " + paint("1;31", StrCat(summary.errors, summary.errors == 1 ? " error" : " errors"));
  if (summary.dropped_spans > 0) out += StrCat("  (", summary.dropped_spans, " spans more did not fit)");
  return StrCat(out, "\n", paint("2", StrCat(ToHex(summary.id), "  ", TimeText(summary.start))), "\n");
}

std::string Line(const Row& row, const Layout& layout, const Columns3& widths, const WaterfallStyle& style,
                 const Painter& paint) {
  const Glyphs& glyphs = style.unicode ? kUnicode : kAscii;
  bool failed = row.span && row.span->status == SpanStatus::kError;
  std::string tree = Tree(layout, row, glyphs);
  std::string name = Fit(tree + (failed ? "! " : "") + NameOf(row, style.ascii), widths.name);
  std::string service = row.span ? Printable(ServiceOf(*row.span), style.ascii) : "";
  std::string duration = row.span ? DurationText(row.span->duration()) : "";
  if (duration.size() < kDurationColumns) duration.insert(0, kDurationColumns - duration.size(), ' ');
  std::string line =
      StrCat(failed ? paint("31", name) : name, " ", paint.Service(service, Fit(service, widths.service)), " ",
             Bar(row, layout, widths.bar, glyphs, paint), " ", duration);
  return line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
}

std::string Errors(const Layout& layout, const WaterfallStyle& style, const Painter& paint) {
  constexpr int kShown = 20;
  std::string out;
  int shown = 0;
  for (const Row& row : layout.rows) {
    if (!row.span || row.span->status != SpanStatus::kError) continue;
    if (++shown > kShown) return out + "! and more errors\n";
    std::string text = Printable(row.span->status_message, style.ascii);
    out += StrCat(paint("31", "! "), Printable(ServiceOf(*row.span), style.ascii), " ", NameOf(row, style.ascii), ": ",
                  text.empty() ? "(no text)" : text, "\n");
  }
  return out;
}

}  // namespace

std::string Waterfall(const Trace& trace, const WaterfallStyle& style) {
  Layout layout = LayOut(trace);
  Summary summary = Summarize(trace, layout);
  const Glyphs& glyphs = style.unicode ? kUnicode : kAscii;
  Painter paint(style.color);
  std::string out = Heading(summary, style, paint);
  Columns3 widths = Measure(layout, style, glyphs);
  std::size_t shown = std::min(layout.rows.size(), style.max_rows);
  for (std::size_t i = 0; i < shown; ++i) out += Line(layout.rows[i], layout, widths, style, paint);
  if (shown < layout.rows.size()) out += StrCat("... and ", layout.rows.size() - shown, " rows more\n");
  out += Errors(layout, style, paint);
  if (style.details) {
    out += StrCat(glyphs.critical, " critical path   ", glyphs.other, " waited for children   ", glyphs.network,
                  " network\n");
    for (const Row& row : layout.rows) out += SpanDetails(row, layout);
  }
  return out;
}

}  // namespace elanus::traces
