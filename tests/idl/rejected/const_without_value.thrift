// error: 3:1: expected '=' after the name of a constant, got the end of the file
const i32 A
