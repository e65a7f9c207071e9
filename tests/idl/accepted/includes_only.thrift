// A file that only includes and names namespaces.
include "parts/base.thrift"
namespace cpp only
