# expect: declared_as_true.thrift:2:12: error: 'true' cannot be declared: it means something in Thrift itself
const bool true = false
