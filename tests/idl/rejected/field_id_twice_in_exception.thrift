// error: 2:35: field id 3 is used twice in exception X: by 'a' and 'c'
exception X { 3: i32 a, 2: i64 b, i64 c }
