// error: 3:3: expected a function or '}', got '5'
service S {
  5: i32 a
}
