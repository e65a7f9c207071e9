// error: 10:51: the map has this key twice: "a"
// error: 11:39: the map has this key twice: 'SIXTEEN', a constant of type i32
// error: 11:51: the map has this key twice: 16
// error: 13:44: the map has this key twice: 1
// error: 14:45: the map has this key twice: 2.0
// error: 15:54: the map has this key twice: 1
// error: 15:61: the map has this key twice: 1
// thriftgo accepts it, and makes Go that does not compile.
enum E { A, B }
const map<string, i32> STRINGS = {"a": 1, "b": 2, 'a': 3}
const map<i64, i32> NUMBERS = {16: 1, SIXTEEN: 2, 0x10: 3}
const i32 SIXTEEN = 16
const map<E, i32> ENUMS = {E.B: 1, E.A: 2, 1: 3}
const map<double, bool> DOUBLES = {2: true, 2.0: false}
const map<bool, map<i32, i32>> BOOLS = {true: {1: 1, 1: 2}, 1: {}}
