# expect: annotation_without_name.thrift:2:14: error: expected the name of an annotation or ')', got "x"
struct A {} ("x")
