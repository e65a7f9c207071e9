// error: 2:23: expected const, typedef, enum, struct, union, exception or service, got '('
struct A {} (a = "b") (c = "d")
