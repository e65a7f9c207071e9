// thriftgo accepts it as well; the first one counts for both.
namespace cpp first.one
namespace cpp second.one
struct A {}
