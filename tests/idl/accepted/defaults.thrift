// Defaults on every requiredness, of every type.
enum E { A, B }
struct In { 1: i32 a = 1 }
struct Defaults {
  1: bool b = true
  2: byte y = 1
  3: i16 s = 2
  4: i32 i = 3
  5: i64 l = 4
  6: double d = 5.5
  7: string str = "six"
  8: binary bin = "seven"
  9: E e = E.B
  10: list<i32> list_ = [1]
  11: set<string> set_ = ["a"]
  12: map<string, i32> map_ = {"a": 1}
  13: In in = {"a": 2}
  21: required bool rb = true
  24: required i32 ri = 3
  27: required string rs = "six"
  30: required list<i32> rl = [1]
  33: required In rin = {}
  41: optional bool ob = true
  44: optional i32 oi = 3
  47: optional string os = "six"
  50: optional list<i32> ol = [1]
  53: optional In oin = {"a": 5}
}
exception X { 1: string why = "because" }
union U { 1: i32 a, 2: string b = "b" }
service S { i32 f(1: i32 a = 5, 2: E e = E.A, 3: list<string> l = ["x"]) }
