// error: 2:9: files include each other: include_itself.thrift -> include_itself.thrift
include "include_itself.thrift"
