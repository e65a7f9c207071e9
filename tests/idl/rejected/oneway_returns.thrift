// error: 3:10: oneway function S.f must return void, got i32
service S {
  oneway i32 f()
}
