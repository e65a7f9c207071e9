# expect: included_without_name.thrift:4:6: error: the type 'base.Nothing' is not declared in parts/base.thrift
include "parts/base.thrift"
struct A {
  1: base.Nothing n
}
