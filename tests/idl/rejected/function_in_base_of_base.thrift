// error: 6:8: 'f' of service C is already declared in its base A
// thriftgo accepts it: the function hides that of the base.
service A { void f() }
service B extends A {}
service C extends B {
  void f()
}
