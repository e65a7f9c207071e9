// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The random programs that were compiled into this test, seen without their types.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace elanus::wire {
class Reader;
class Writer;
}  // namespace elanus::wire

namespace elanus::idl {

// The dice, and how deep the value is that they are thrown for.
class Chance {
 public:
  explicit Chance(std::uint64_t seed) : state_(seed) {}

  // SplitMix64: the header <random> would double what these programs take to compile.
  std::uint64_t Bits() {
    std::uint64_t z = state_ += 0x9E3779B97F4A7C15;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return z ^ (z >> 31);
  }
  int Below(int n) { return static_cast<int>(Bits() % static_cast<std::uint64_t>(n)); }
  bool Percent(int percent) { return Below(100) < percent; }
  // Often at an edge, often small.
  std::int64_t Number() {
    if (Percent(30)) return Below(200) - 100;
    if (Percent(20)) return INT64_MIN + Below(2);
    return static_cast<std::int64_t>(Bits() >> Below(64));
  }
  template <class T>
  T Pick(std::initializer_list<T> from) {
    return from.begin()[Below(static_cast<int>(from.size()))];
  }
  // How many elements a container gets: structs in structs must end.
  int Count() { return Deep() ? 0 : Below(4); }
  bool Deep() const { return depth_ > 4; }

  class Nest {
   public:
    explicit Nest(Chance& chance) : chance_(chance) { ++chance_.depth_; }
    ~Nest() { --chance_.depth_; }
    Nest(const Nest&) = delete;
    Nest& operator=(const Nest&) = delete;

   private:
    Chance& chance_;
  };

 private:
  std::uint64_t state_;
  int depth_ = 0;
};

// A struct, union or exception of a program, and what can be done with a value of it without knowing it. Thin: this is
// compiled for every type.
class Shape {
 public:
  using Value = std::shared_ptr<void>;

  explicit Shape(std::string name) : name(std::move(name)) {}
  Shape(const Shape&) = delete;
  Shape& operator=(const Shape&) = delete;
  virtual ~Shape() = default;

  virtual Value New() const = 0;
  virtual void FillWith(Chance& chance, void* value) const = 0;
  virtual void WriteTo(wire::Writer& w, const void* value) const = 0;
  virtual void ReadFrom(wire::Reader& r, void* value) const = 0;
  virtual bool Equal(const void* a, const void* b) const = 0;
  virtual std::string Text(const void* value) const = 0;

  const std::string name;
};
using Shapes = std::vector<std::unique_ptr<Shape>>;

class RandomProgram {
 public:
  RandomProgram(std::string name, Shapes shapes) : name(std::move(name)), shapes(std::move(shapes)) {}

  std::string name;  // "random1"
  Shapes shapes;
};

std::vector<RandomProgram> RandomPrograms();

}  // namespace elanus::idl
