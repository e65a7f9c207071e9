// error: 4:1: expected the name of an enum value or '}', got the end of the file
enum A {
  B,
