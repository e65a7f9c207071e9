// error: 2:1: senum is not supported: use enum, or string
senum Colour { "red" }
