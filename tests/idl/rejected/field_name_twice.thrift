// error: 4:10: 'a' is declared twice in exception A: the first is in line 3
exception A {
  1: i32 a
  2: i32 a
}
