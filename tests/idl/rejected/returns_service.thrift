// error: 4:3: expected a type, got 'T', which is a service
service T {}
service S {
  T f()
}
