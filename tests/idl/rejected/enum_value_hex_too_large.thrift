// error: 3:7: the value of 'A', 2147483648, does not fit into 32 bits, which is what an enum has on the wire
enum E {
  A = 0x80000000
}
