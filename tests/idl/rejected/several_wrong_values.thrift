// error: 6:15: expected a value of type i32, got "a"
// error: 7:18: expected a value of type string, got 1
// error: 8:24: expected a value of type bool, got "e"
// error: 8:40: 99999 is outside the range of i16, -32768..32767
// thriftgo accepts it: it looks at values only when it writes Go.
const i32 A = "a"
const string B = 1
struct C { 1: bool d = "e", 2: i16 f = 99999 }
