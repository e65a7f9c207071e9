// error: 2:9: expected a string with a path after 'include', got 'base'
include base
