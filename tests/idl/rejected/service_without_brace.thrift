// error: 2:11: expected '{' after the name of a service, got 'void'
service S void f()
