// error: 4:16: expected a value of type bool, got 'E.A', a value of enum E
// thriftgo accepts it, and makes Go that does not compile.
enum E { A }
const bool B = E.A
