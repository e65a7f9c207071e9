# expect: service_itself.thrift:2:9: error: services extend each other in a circle: A -> A
service A extends A {}
