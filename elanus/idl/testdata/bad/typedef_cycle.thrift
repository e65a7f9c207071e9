# expect: typedef_cycle.thrift:2:11: error: typedefs name each other in a circle: A -> B -> C -> A
typedef B A
typedef list<C> B
typedef A C
