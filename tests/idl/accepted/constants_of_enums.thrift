enum E { A = 1, B = 200, C = -7 }
typedef E Alias
typedef Alias Alias2
const E BY_NAME = E.B
const E BY_NUMBER = 200
const E NEGATIVE = -7
const E COPY = BY_NAME
const Alias ALIAS = E.A
const Alias BY_ALIAS = Alias.A
const E BY_ALIAS_2 = Alias2.C
const i32 NUMBER = E.B
const i64 NUMBER_BY_ALIAS = Alias2.B
const list<E> LIST = [E.A, Alias.B, 200, BY_NAME]
struct S { 1: E a = E.A, 2: optional Alias b = Alias.C, 3: i16 c = E.B }
