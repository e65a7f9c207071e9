// error: 3:20: expected a string with the C++ type after 'cpp_type', got 'x'
struct A {
  1: list cpp_type x <i32> a
}
