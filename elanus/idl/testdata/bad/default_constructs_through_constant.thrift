# expect: default_constructs_through_constant.thrift:2:8: error: the default values of A construct A again: A -> ALL -> A
struct A {
  1: list<A> a = ALL
}
const list<A> ALL = [{}]
