// error: 2:32: 'a' is declared twice in exception X: the first is in line 2
exception X { 1: i32 a, 2: i64 a }
