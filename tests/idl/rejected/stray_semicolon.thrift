// error: 2:13: expected const, typedef, enum, struct, union, exception or service, got ';'
struct A {};;
