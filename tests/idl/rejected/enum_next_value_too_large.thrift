// error: 4:3: the value of 'C', 2147483648, does not fit into 32 bits, which is what an enum has on the wire
enum A {
  B = 0x7fffffff,
  C
}
