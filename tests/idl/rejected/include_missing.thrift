// error: 2:9: cannot find 'nowhere.thrift'; tried 'nowhere.thrift'
include "nowhere.thrift"
