// error: 4:13: enum E has no value named 'B'
enum E { A }
typedef E Alias
const E B = Alias.B
