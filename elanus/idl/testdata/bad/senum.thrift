# expect: senum.thrift:2:1: error: senum is not supported: use enum, or string
senum Colour { "red" }
