// error: 2:23: expected '>' at the end of the set type, got 'a'
struct A { 1: set<i32 a }
