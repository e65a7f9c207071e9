// error: 4:8: struct S contains itself through required fields and could never end: S -> T -> S
// thriftgo accepts it, though no value of it can be sent.
union U { 1: U u }
struct S { 1: required T t }
struct T { 1: required S s }
