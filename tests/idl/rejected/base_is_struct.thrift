// error: 3:19: expected a service, got 'T', which is a struct
struct T {}
service S extends T {}
