// The same file twice is the same names once.
include "parts/base.thrift"
include "parts/base.thrift"
struct A { 1: base.User user }
