// generator: 6:3: method F of service S returns exception X, which would look as if it were thrown: return a struct that holds it
// generator: 7:3: method G of service S returns exception X, which would look as if it were thrown: return a struct that holds it
exception X { 1: string why }
typedef X Alias
service S {
  X F()
  Alias G() throws (1: X x)
  list<X> H()
}
