# expect: service_bad_function.thrift:3:3: error: expected a function or '}', got '5'
service S {
  5: i32 a
}
