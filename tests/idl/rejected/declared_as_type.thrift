// error: 3:8: 'string' cannot be declared: it means something in Thrift itself
// thriftgo accepts it, and a type `string` is then still the word.
struct string {}
