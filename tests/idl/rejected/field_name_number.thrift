// error: 2:19: expected a name after the type, got '5'
struct A { 1: i32 5 }
