# expect: annotation_number.thrift:2:18: error: expected a string as the value of an annotation, got '5'
struct A {} (a = 5)
