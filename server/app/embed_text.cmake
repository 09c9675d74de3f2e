# Writes a C++ file whose functions give whole texts: cmake -DOUT=FILE -DNAMES=a;b -DFILES=A;B -P this
set(functions "")
foreach(name file IN ZIP_LISTS NAMES FILES)
  file(READ "${file}" text)
  string(APPEND functions "std::string_view ${name}() {
  return R\"text(${text})text\";
}

")
endforeach()
file(WRITE "${OUT}" "// Made by the build from texts of schema/.
#include \"server/app/built_in.h\"

namespace servicecard::app::built_in {

${functions}}  // namespace servicecard::app::built_in
")
