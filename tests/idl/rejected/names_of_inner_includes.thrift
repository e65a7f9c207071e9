// error: 3:15: the type 'base.User' is not declared: no file is included as 'base'
include "parts/outer.thrift"
struct A { 1: base.User user }
