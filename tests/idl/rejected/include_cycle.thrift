// error: cycle/b.thrift:1:9: files include each other: cycle/a.thrift -> cycle/b.thrift -> cycle/a.thrift
include "cycle/a.thrift"
