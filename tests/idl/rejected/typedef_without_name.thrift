// error: 3:8: expected const, typedef, enum, struct, union, exception or service, got 'A'
typedef i32
struct A {}
