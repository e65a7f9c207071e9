// thriftgo rejects it: annotations have values there. Apache Thrift accepts it.
struct S { 1: i32 a (flag), 2: i32 b (flag, other = "x") } (flag)
