// error: 3:1: expected a type, got the end of the file
typedef
