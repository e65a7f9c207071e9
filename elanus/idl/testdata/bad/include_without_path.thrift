# expect: include_without_path.thrift:2:9: error: expected a string with a path after 'include', got 'base'
include base
