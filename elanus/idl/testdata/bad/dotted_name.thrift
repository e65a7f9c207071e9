# expect: dotted_name.thrift:2:8: error: expected the name of a struct, which has no dots, got 'a.B'
struct a.B {}
