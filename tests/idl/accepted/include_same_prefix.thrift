// Two files with one prefix: each name is in one of them only.
include "parts/base.thrift"
include "parts/other/base.thrift"
struct A { 1: base.User user, 2: base.Other other }
