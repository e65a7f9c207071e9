// error: 3:1: expected the name of the namespace, got the end of the file
namespace go
