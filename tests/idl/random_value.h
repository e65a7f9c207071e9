// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Random values of generated types. random_program.py writes a Fill for each struct, union and enum, which calls those
// here for what it is made of.
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "elanus/base/box.h"
#include "tests/idl/random_programs.h"

namespace elanus::idl {

inline void Fill(Chance& chance, bool& v) { v = chance.Percent(50); }
inline void Fill(Chance& chance, std::int8_t& v) { v = static_cast<std::int8_t>(chance.Number()); }
inline void Fill(Chance& chance, std::int16_t& v) { v = static_cast<std::int16_t>(chance.Number()); }
inline void Fill(Chance& chance, std::int32_t& v) { v = static_cast<std::int32_t>(chance.Number()); }
inline void Fill(Chance& chance, std::int64_t& v) { v = chance.Number(); }
// Anything but NaN, which equals nothing.
inline void Fill(Chance& chance, double& v) {
  v = chance.Percent(50) ? std::bit_cast<double>(chance.Bits())
                         : chance.Pick({0.0, -0.0, 1.5, HUGE_VAL, -HUGE_VAL, 5e-324});
  if (std::isnan(v)) v = 0.1;
}
inline void Fill(Chance& chance, std::string& v) {
  for (int n = chance.Below(5); n > 0; --n) {
    v += chance.Pick<std::string_view>(
        {"a", "xyz", " ", "\n", "\"", "\\", std::string_view("\0", 1), "\xC3\xBC", "\xE4\xB8\x96", "\xF0\x9F\x99\x82"});
  }
}

template <class T>
void Fill(Chance& chance, std::optional<T>& v);
template <class T>
void Fill(Chance& chance, Box<T>& v);
template <class T>
void Fill(Chance& chance, std::vector<T>& v);
template <class T>
void Fill(Chance& chance, std::set<T>& v);
template <class K, class T>
void Fill(Chance& chance, std::map<K, T>& v);

template <class T>
T Filled(Chance& chance) {
  T value{};
  Fill(chance, value);
  return value;
}

template <class T>
void Fill(Chance& chance, std::optional<T>& v) {
  if (chance.Percent(60)) v = Filled<T>(chance);
}
template <class T>
void Fill(Chance& chance, Box<T>& v) {
  if (chance.Count() > 0) v = Filled<T>(chance);
}
template <class T>
void Fill(Chance& chance, std::vector<T>& v) {
  v.clear();
  for (int n = chance.Count(); n > 0; --n) v.push_back(Filled<T>(chance));
}
template <class T>
void Fill(Chance& chance, std::set<T>& v) {
  v.clear();
  for (int n = chance.Count(); n > 0; --n) v.insert(Filled<T>(chance));
}
template <class K, class T>
void Fill(Chance& chance, std::map<K, T>& v) {
  v.clear();
  for (int n = chance.Count(); n > 0; --n) v.insert_or_assign(Filled<K>(chance), Filled<T>(chance));
}

// Of fields of type binary: any bytes.
inline void FillBytes(Chance& chance, std::string& v) {
  v.clear();
  for (int n = chance.Below(9); n > 0; --n) v.push_back(static_cast<char>(chance.Bits()));
}
inline void FillBytes(Chance& chance, std::optional<std::string>& v) {
  if (chance.Percent(60)) FillBytes(chance, v.emplace());
}

template <class Union, class T>
void FillArm(Chance& chance, Union& v, Union& (Union::*set)(T)) {
  (v.*set)(Filled<T>(chance));
}

template <class T>
class ShapeOf : public Shape {
 public:
  using Shape::Shape;

  Value New() const override { return std::make_shared<T>(); }
  void FillWith(Chance& chance, void* value) const override { Fill(chance, *static_cast<T*>(value)); }
  void WriteTo(wire::Writer& w, const void* value) const override { Write(w, *static_cast<const T*>(value)); }
  void ReadFrom(wire::Reader& r, void* value) const override { Read(r, *static_cast<T*>(value)); }
  bool Equal(const void* a, const void* b) const override {
    return *static_cast<const T*>(a) == *static_cast<const T*>(b);
  }
  std::string Text(const void* value) const override { return static_cast<const T*>(value)->ToString(); }
};

}  // namespace elanus::idl
