// error: 3:8: the default values of A construct A again: A -> ALL -> A
// thriftgo accepts it, and makes Go that does not compile.
struct A {
  1: list<A> a = ALL
}
const list<A> ALL = [{}]
