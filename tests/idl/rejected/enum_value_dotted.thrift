// error: 3:10: expected the name of an enum value or '}', which has no dots, got 'a.B'
// thriftgo accepts it, and nothing can name it.
enum E { a.B }
