// error: 2:18: expected a string as the value of an annotation, got '5'
struct A {} (a = 5)
