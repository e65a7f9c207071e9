// error: 3:12: 'true' cannot be declared: it means something in Thrift itself
// thriftgo accepts it, and a value `true` is then still the word.
const bool true = false
