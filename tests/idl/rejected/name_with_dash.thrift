// error: 2:9: '-b' is not a number
struct a-b {}
