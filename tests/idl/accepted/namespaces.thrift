// Every form of a namespace; languages that nobody knows are kept.
namespace * all.languages
namespace go a.b.c
namespace cpp a.b
namespace py a_b.c1
namespace py.twisted a
namespace java com.example.things (k = "v")
namespace js jsNamespace
namespace klingon qo.noS
struct A {}
