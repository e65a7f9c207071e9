// error: 2:8: unexpected byte 0xc3
struct Üser {}
