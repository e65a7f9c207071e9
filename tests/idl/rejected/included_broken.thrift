// error: parts/broken.thrift:1:8: expected the name of a struct, got '{'
include "parts/broken.thrift"
