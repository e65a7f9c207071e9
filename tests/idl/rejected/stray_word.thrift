// error: 3:1: expected const, typedef, enum, struct, union, exception or service, got 'hello'
struct A { 1: i32 a }
hello
