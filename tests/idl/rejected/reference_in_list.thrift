// error: 2:21: expected '>' at the end of the list type, got '&'
struct A { 1: list<A&> a }
