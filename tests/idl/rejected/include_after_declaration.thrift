// error: 3:1: 'include' must stand before the first declaration
struct A {}
include "b.thrift"
