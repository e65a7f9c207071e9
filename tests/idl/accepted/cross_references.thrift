// warning: 5:26: struct First contains itself through 'second': the field is taken as optional
// Structs, typedefs, constants and services that name each other in every order.
service Late extends Early { Third third(1: First first) }
const First FIRST = {"second": {"number": NUMBER}}
struct First { 1: Second second, 2: list<Third> thirds }
typedef list<First> Firsts
struct Second { 1: i32 number = NUMBER, 2: optional First back, 3: Kind kind = Kind.B }
const i32 NUMBER = 7
struct Third { 1: Firsts firsts, 2: map<Kind, Second> seconds }
enum Kind { A, B }
service Early { Firsts firsts() }
