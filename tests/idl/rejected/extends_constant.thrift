// error: 3:19: expected a service, got 'A', which is a constant
const i32 A = 1
service S extends A {}
