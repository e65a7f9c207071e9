// error: 3:3: the type 'Missing' is not declared
service S {
  Missing f()
}
