// thriftgo rejects it: of a list it stands behind. Apache Thrift accepts it here.
struct A { 1: list cpp_type "L" <i32> a }
