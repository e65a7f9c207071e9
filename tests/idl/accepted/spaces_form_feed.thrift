// thriftgo rejects form feeds.
struct A {1: i32 a }
