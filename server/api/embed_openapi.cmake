# Writes a C++ file that holds the description of the API: cmake -DOUT=FILE -DFILE=openapi.yaml -P this
file(READ "${FILE}" yaml)
file(WRITE "${OUT}" "// Made from schema/openapi.yaml by the build.
#include \"server/api/openapi_document.h\"

namespace servicecard::api {

std::string_view openapi_document() { return R\"yaml(${yaml})yaml\"; }

}  // namespace servicecard::api
")
