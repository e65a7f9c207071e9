// error: 2:9: the string is not closed: expected " before the end of the file
include "parts/base.thrift
