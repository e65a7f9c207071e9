// error: 2:20: expected a type, got 'void': only a function returns it
struct A { 1: list<void> a }
