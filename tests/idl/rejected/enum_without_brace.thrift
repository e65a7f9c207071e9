// error: 2:8: expected '{' after the name of an enum, got 'A'
enum E A, B
