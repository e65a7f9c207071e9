// error: 3:22: expected '(' after the name of a function, got 'f'
service S {
  oneway oneway void f()
}
