// error: 4:6: the type 'base.Nothing' is not declared in parts/base.thrift
include "parts/base.thrift"
struct A {
  1: base.Nothing n
}
