include "../cycle/a.thrift"
