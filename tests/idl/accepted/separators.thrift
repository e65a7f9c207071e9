// Commas and semicolons where they may stand, and nothing where they may not be missed.
struct A { 1: i32 a, 2: i32 b; 3: i32 c 4: i32 d, }
enum E { A, B; C D, }
const i32 X = 1,
const i32 Y = 2; const i32 Z = 3
typedef i32 T
service S { void f(1: i32 a, 2: i32 b; 3: i32 c 4: i32 d,), void g(); void h() }
struct OneLine{1:i32 a 2:i32 b}struct Tight{}
struct
Wide
{
1
:
required
i32
a
=
5
}
