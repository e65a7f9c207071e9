# expect: include_missing.thrift:2:9: error: cannot find 'nowhere.thrift'; tried 'nowhere.thrift'
include "nowhere.thrift"
