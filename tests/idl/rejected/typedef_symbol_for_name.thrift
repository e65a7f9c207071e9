// error: 2:13: expected the name of a typedef, got '='
typedef i32 = 5
