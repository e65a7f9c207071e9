// error: 3:8: expected the name of a struct, which has no dots, got 'a.B'
// thriftgo accepts it, and nothing can name it.
struct a.B {}
