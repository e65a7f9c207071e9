# expect: namespace_with_number.thrift:2:11: error: expected a language or '*' after 'namespace', got '5'
namespace 5 a
