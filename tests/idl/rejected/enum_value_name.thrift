// error: 2:17: expected a whole number as the value, got 'A'
enum E { A, B = A }
