// error: 3:22: enum Level has no value named 'NOTHING'
include "parts/base.thrift"
const base.Level A = base.Level.NOTHING
