// error: 3:9: cannot find 'a.thrift'; tried 'a.thrift'
// error: 4:9: cannot find 'b.thrift'; tried 'b.thrift'
include "a.thrift"
include "b.thrift"
