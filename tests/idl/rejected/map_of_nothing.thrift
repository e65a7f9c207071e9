// error: 2:19: expected a type, got '>'
struct A { 1: map<> a }
