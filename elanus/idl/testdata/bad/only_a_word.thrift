# expect: only_a_word.thrift:3:1: error: expected const, typedef, enum, struct, union, exception or service, got 'User'
struct User {}
User
