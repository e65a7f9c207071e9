# expect: unknown_base.thrift:2:19: error: the service 'T' is not declared
service S extends T {}
