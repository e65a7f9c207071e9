// warning: 4:17: struct A contains itself through 'a': the field is taken as optional
// warning: 6:17: struct C contains itself through 'd': the field is taken as optional
// warning: 7:17: struct D contains itself through 'c': the field is taken as optional
struct A { 1: A a }
struct B { 1: optional B b, 2: list<B> bs, 3: map<string, B> named, 4: set<B> set_ }
struct C { 1: D d }
struct D { 1: C c }
union U { 1: U u, 2: i32 a }
exception X { 1: optional X cause }
