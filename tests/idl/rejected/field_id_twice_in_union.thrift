// error: 2:21: field id 1 is used twice in union U: by 'a' and 'b'
union U { 1: i32 a, 1: i64 b }
