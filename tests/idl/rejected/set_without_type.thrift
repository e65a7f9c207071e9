// error: 2:19: expected '<' after 'set', got 'a'
struct A { 1: set a }
