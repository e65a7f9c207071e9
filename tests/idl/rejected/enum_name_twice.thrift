// error: 5:3: enum A has two values named 'B': the first is in line 3
enum A {
  B,
  C,
  B = 7,
}
