// error: 2:15: the type 'senum' is not declared
struct A { 1: senum a }
