# expect: oneway_returns.thrift:3:10: error: oneway function S.f must return void, got i32
service S {
  oneway i32 f()
}
