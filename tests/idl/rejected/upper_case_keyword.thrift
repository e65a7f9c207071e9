// error: 2:1: expected include, namespace, const, typedef, enum, struct, union, exception or service, got 'STRUCT'
STRUCT A {}
