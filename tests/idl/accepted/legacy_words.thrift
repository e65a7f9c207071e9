// Words of older Thrift that thriftgo does not know are names here as there.
struct async { 1: i32 senum, 2: i32 slist, 3: i32 xsd_all, 4: i32 xsd_optional, 5: i32 reference, 6: i32 uuid }
struct slist { 1: async async }
service cocoa_prefix { async async(1: slist slist) }
enum cpp_type { cpp_namespace, php_namespace }
