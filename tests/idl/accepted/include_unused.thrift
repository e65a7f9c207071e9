include "parts/base.thrift"
include "parts/shared.name.thrift"
struct A { 1: i32 a }
