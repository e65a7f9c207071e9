// error: 2:30: expected the name of an annotation or ')', got '}'
struct A { 1: i32 a (k = "v" }
