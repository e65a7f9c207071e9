// error: 5:3: 'A' and 'C' of enum E both have the value 1
enum E {
  A = 1,
  B = 0,
  C
}
