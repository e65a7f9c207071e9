// Ids need no order; a missing one is one more than that of the field before, beginning at 1.
struct Given { 3: i32 a, 1: i32 b, 2: i32 c, 32767: i32 d }
struct Missing { i32 a, i32 b, 10: i32 c, i32 d; i32 e }
struct Plus { +4: i32 a, i32 b }
struct Zeros { 007: i32 a }
service S { i32 f(i32 a, 7: i32 b, i32 c) throws (X x, Y y) }
exception X {}
exception Y {}
