include "base.thrift"
struct Outer { 1: base.User user }
