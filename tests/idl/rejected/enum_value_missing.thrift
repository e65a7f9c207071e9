// error: 2:14: expected a whole number as the value, got ','
enum E { A = , B }
