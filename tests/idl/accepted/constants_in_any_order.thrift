// Names may be used before they are declared, and a constant may widen or narrow what it names.
const i64 A = B
const i16 B = C
const i32 C = 5
const double D = C
const S E = {"f": F}
const list<T> F = [A, C]
struct S { 1: list<T> f = F, 2: T t = A }
typedef i64 T
