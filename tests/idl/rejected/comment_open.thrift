// error: 3:3: the comment is not closed: expected '*/' before the end of the file
struct A {
  /* never closed
}
