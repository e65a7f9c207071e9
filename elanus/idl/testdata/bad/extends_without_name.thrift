# expect: extends_without_name.thrift:2:19: error: expected the name of a service after 'extends', got '{'
service S extends {
}
