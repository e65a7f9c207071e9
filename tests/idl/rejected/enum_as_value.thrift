// error: 3:15: expected a value, got 'E', which is an enum
enum E { A }
const i32 B = E
