// error: 3:1: 'cpp_include' must stand before the first declaration
struct A {}
cpp_include "x"
