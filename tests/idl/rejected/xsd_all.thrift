// error: 2:10: expected '{' after the name of a struct, got 'xsd_all'
struct A xsd_all { 1: i32 a }
