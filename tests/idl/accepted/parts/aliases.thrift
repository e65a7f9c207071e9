include "base.thrift"
typedef base.Level Level
