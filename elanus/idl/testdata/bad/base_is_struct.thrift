# expect: base_is_struct.thrift:3:19: error: expected a service, got 'T', which is a struct
struct T {}
service S extends T {}
