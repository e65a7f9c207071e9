// error: 4:1: expected the name of a function, got '}'
service S {
  f()
}
