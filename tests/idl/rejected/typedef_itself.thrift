// error: 2:11: typedefs name each other in a circle: A -> A
typedef A A
