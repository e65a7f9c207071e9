// error: 3:15: expected a value, got 'B', which is a struct
struct B {}
const i32 A = B
