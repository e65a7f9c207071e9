# expect: function_in_base.thrift:7:8: error: 'f' of service C is already declared in its base A
service A {
  void f()
}
service B extends A {}
service C extends B {
  void f()
}
