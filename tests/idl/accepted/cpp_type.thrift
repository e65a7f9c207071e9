// Kept, without meaning.
struct A {
  1: list<i32> cpp_type "std::deque<int>" a
  2: map cpp_type "M" <string, i32> b
  3: set cpp_type 'S' <string> c
  4: map cpp_type "N" <string, set cpp_type "T" <i32>> d
}
