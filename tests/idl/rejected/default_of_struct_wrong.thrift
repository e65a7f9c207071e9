// error: 4:31: expected a value of type bool, got 5
// thriftgo accepts it: what is above 0 is true.
struct In { 1: bool b }
struct Out { 1: In in = {"b": 5} }
