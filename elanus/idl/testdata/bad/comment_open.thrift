# expect: comment_open.thrift:3:3: error: the comment is not closed: expected '*/' before the end of the file
struct A {
  /* never closed
}
