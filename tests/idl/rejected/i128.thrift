// error: 2:15: the type 'i128' is not declared
struct A { 1: i128 a }
