// error: 3:9: services extend each other in a circle: A -> B -> A
// thriftgo accepts it, and makes Go that does not compile.
service A extends B {}
service B extends A {}
