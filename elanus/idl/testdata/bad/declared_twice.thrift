# expect: declared_twice.thrift:3:8: error: 'User' is declared twice: the first is an enum in line 2
enum User {}
struct User {}
