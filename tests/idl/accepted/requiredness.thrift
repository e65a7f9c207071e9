struct A {
  1: i32 plain
  2: required i32 must
  3: optional i32 may
  4: required list<A> self
  5: optional A next
}
exception X { 1: required string why, 2: optional X cause }
union U { 1: i32 a, 2: optional string b }
service S { void f(1: i32 a, 2: required i32 b) throws (1: X x, 2: optional Y y) }
exception Y {}
