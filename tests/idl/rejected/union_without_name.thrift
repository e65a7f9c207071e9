// error: 2:7: expected the name of a union, got '{'
union { 1: i32 a }
