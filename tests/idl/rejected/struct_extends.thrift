// error: 3:10: expected '{' after the name of a struct, got 'extends'
struct A {}
struct B extends A {}
