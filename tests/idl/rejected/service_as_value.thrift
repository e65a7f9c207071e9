// error: 3:15: expected a value, got 'S', which is a service
service S {}
const i32 A = S
