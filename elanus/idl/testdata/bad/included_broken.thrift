# expect: parts/broken.thrift:1:8: error: expected the name of a struct, got '{'
include "parts/broken.thrift"
