// error: 3:19: the service 'base.Nothing' is not declared in parts/base.thrift
include "parts/base.thrift"
service S extends base.Nothing {}
