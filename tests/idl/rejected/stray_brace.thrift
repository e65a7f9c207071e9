// error: 3:1: expected const, typedef, enum, struct, union, exception or service, got '}'
struct A {}
}
