// error: 4:18: expected a value of type string, got 'E.A', a value of enum E
// thriftgo accepts it, and makes Go that does not compile.
enum E { A }
const string B = E.A
