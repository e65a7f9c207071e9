// error: 2:9: cannot read 'parts': Is a directory
include "parts"
