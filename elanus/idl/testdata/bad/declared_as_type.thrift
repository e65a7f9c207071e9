# expect: declared_as_type.thrift:2:8: error: 'string' cannot be declared: it means something in Thrift itself
struct string {}
