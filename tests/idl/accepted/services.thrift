include "parts/base.thrift"
service Empty {}
service Plain { void f() }
service Extends extends Plain { void g() }
service ExtendsExtends extends Extends { void h() } (on = "service")
service Included extends base.Health { void own() }
service NoBody extends Empty {}
