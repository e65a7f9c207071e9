// error: 4:20: expected '{' after the name of a service, got ','
service A {}
service B {}
service S extends A, B {}
