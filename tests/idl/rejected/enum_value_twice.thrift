// error: 4:3: 'B' and 'C' of enum A both have the value 1
enum A {
  B = 1,
  C = 1,
}
