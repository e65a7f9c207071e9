// error: 2:6: expected the name of an enum, got '{'
enum { A }
