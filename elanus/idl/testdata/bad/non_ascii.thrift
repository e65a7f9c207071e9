# expect: non_ascii.thrift:2:8: error: unexpected byte 0xc3
struct Üser {}
