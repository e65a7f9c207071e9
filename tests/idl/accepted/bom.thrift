// thriftgo rejects a byte order mark.
struct A { 1: i32 a }
