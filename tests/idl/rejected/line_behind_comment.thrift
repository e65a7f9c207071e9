// error: 3:9: expected include, namespace, const, typedef, enum, struct, union, exception or service, got 'strcut'
/* one
 two */ strcut A {}
