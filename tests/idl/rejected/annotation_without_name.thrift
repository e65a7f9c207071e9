// error: 2:14: expected the name of an annotation or ')', got "x"
struct A {} ("x")
