// error: 2:23: expected '>' at the end of the list type, got ','
struct A { 1: list<i32, i32> a }
