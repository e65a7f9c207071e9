// error: 2:9: expected the name of a service, got '{'
service { void f() }
