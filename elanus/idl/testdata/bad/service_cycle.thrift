# expect: service_cycle.thrift:2:9: error: services extend each other in a circle: A -> B -> A
service A extends B {}
service B extends A {}
