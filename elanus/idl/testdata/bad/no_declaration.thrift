# expect: no_declaration.thrift:2:1: error: expected include, namespace, const, typedef, enum, struct, union, exception or service, got 'strcut'
strcut User {}
