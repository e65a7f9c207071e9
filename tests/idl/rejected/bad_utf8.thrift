// error: 3:1: unexpected byte 0xff
struct A {}
ÿþ
