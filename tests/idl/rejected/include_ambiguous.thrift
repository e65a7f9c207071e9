// error: 5:15: the type 'base.User' is declared in two included files, parts/base.thrift and parts/more/base.thrift
// thriftgo accepts it, and takes the first.
include "parts/base.thrift"
include "parts/more/base.thrift"
struct A { 1: base.User user }
