// error: 3:1: 'namespace' must stand before the first declaration
struct A {}
namespace go a
