// error: 2:19: expected the name of a service after 'extends', got '{'
service S extends {
}
