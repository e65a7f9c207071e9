// error: 2:8: '1a' is not a number
struct 1a {}
