# expect: typedef_itself.thrift:2:11: error: typedefs name each other in a circle: A -> A
typedef A A
