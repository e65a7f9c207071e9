// error: 2:19: the service 'T' is not declared
service S extends T {}
