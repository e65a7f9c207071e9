// error: 2:14: expected a whole number as the value, got '1.5'
enum E { A = 1.5 }
