// error: 2:10: expected include, namespace, const, typedef, enum, struct, union, exception or service, got '*'
/* /* */ */
struct A {}
