// error: 8:6: the type 'Missing' is not declared
// error: 10:3: field id 2 is used twice in struct A: by 'b' and 'b'
// error: 10:10: 'b' is declared twice in struct A: the first is in line 9
// error: 12:13: enum E has two values named 'X': the first is in line 12
// error: 14:10: oneway function S.f must return void, got i32
// error: 15:8: 'f' is declared twice in service S: the first is in line 14
struct A {
  1: Missing a
  2: i32 b
  2: i32 b
}
enum E { X, X }
service S {
  oneway i32 f()
  void f()
}
