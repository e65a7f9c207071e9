# expect: service_open.thrift:4:1: error: expected a function or '}', got the end of the file
service S {
  void f()
