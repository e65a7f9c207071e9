// error: 3:13: 'A' is declared twice: the first is a typedef in line 2
typedef i32 A
typedef i64 A
