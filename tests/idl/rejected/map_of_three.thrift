// error: 2:27: expected '>' at the end of the map type, got ','
struct A { 1: map<i32, i32, i32> a }
