// Read and kept, without meaning.
cpp_include "<unordered_map>"
cpp_include 'x.h'
include "parts/base.thrift"
cpp_include "y.h"
struct A { 1: base.User user }
