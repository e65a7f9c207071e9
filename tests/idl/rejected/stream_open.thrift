// error: 3:14: expected '>' at the end of the stream type, got 'f'
service S {
  stream<i32 f(1: i32 a)
}
