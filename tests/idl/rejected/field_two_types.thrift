// error: 2:25: expected a name after the type, got '}'
struct A { 1: i32 i64 a }
