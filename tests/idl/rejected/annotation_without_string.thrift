// error: 2:26: expected a string as the value of an annotation, got ')'
struct A { 1: i32 a (k = ) }
