// Wherever they may stand.
namespace go a.b (on = "namespace")
typedef i32 (on = "type") T (on = "typedef")
const i32 A = 1 (on = "constant")
enum E { A (on = "value"), B = 2 (on = "value", and = "more") } (on = "enum")
struct S {
  1: i32 a (on = "field"),
  2: i32 b = 5 (on = "field"; twice = "x" twice = "y",),
  3: list<string (on = "element")> (on = "list") c
  4: map<string (on = "key"), i32 (on = "value")> d (dotted.name.x = "v", quote = 'say "hi"', empty = "")
} (on = "struct")
union U { 1: i32 a (on = "field") } (on = "union")
exception X { 1: string message (on = "field") } (on = "exception")
service Sv {
  i32 (on = "return type") f(1: i32 a (on = "argument")) throws (1: X x (on = "thrown")) (on = "function", api.get = "/x/:id")
} (on = "service")
