// error: 2:13: expected a string with a path after 'cpp_include', got '<'
cpp_include <vector>
