# expect: include_after_declaration.thrift:3:1: error: 'include' must stand before the first declaration
struct A {}
include "b.thrift"
