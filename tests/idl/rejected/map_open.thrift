// error: 2:28: expected '>' at the end of the map type, got 'a'
struct A { 1: map<i32, i32 a }
