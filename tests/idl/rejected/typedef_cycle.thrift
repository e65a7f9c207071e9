// error: 3:11: typedefs name each other in a circle: A -> B -> C -> A
// thriftgo accepts it: the circle goes through a list.
typedef B A
typedef list<C> B
typedef A C
