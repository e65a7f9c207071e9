// error: 2:19: expected '<' after 'map', got 'a'
struct A { 1: map a }
