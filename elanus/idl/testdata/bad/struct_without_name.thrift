# expect: struct_without_name.thrift:2:8: error: expected the name of a struct, got '{'
struct {
}
