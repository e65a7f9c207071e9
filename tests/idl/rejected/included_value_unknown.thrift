// error: 3:15: 'base.NOTHING' is not declared in parts/base.thrift
include "parts/base.thrift"
const i32 A = base.NOTHING
