# expect: exception_without_name.thrift:2:11: error: expected the name of an exception, got '7'
exception 7 {}
